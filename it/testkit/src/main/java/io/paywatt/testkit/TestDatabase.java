package io.paywatt.testkit;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbPoolDataSource;

/** An empty schema of its own for one test class. */
public final class TestDatabase {
  private final String url;
  private final String user;
  private final String password;
  private final MariaDbPoolDataSource pool;

  TestDatabase(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
    try {
      this.pool = new MariaDbPoolDataSource(
          url + "?user=" + user + "&password=" + password + "&maxPoolSize=24&minPoolSize=0");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** JDBC URL of the schema, without user and password. */
  public String url() {
    return url;
  }

  public String user() {
    return user;
  }

  public String password() {
    return password;
  }

  /** A pool of up to 24 connections to the schema; always the same one. */
  public DataSource dataSource() {
    return pool;
  }
}
