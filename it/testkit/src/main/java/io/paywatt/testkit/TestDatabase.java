package io.paywatt.testkit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/** An empty schema of its own for one test class. */
public final class TestDatabase {
  private final String url;
  private final String user;
  private final String password;
  private final HikariDataSource pool;

  TestDatabase(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.pool = new HikariDataSource(config());
  }

  /** The hub's pool: the driver's own one loses count of connections that a test kills. */
  private HikariConfig config() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(24);
    config.setMinimumIdle(0);
    return config;
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
