package io.paywatt.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** An empty schema of its own for one test class. */
public final class TestDatabase {
  private static final List<HikariDataSource> POOLS = new CopyOnWriteArrayList<>();
  private final String url;
  private final String user;
  private final String password;
  private final HikariDataSource pool;

  TestDatabase(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
    // the tests before are over, and the server has only so many connections
    POOLS.forEach(before -> before.getHikariPoolMXBean().softEvictConnections());
    this.pool = pool("", 24);
  }

  /**
   * A further pool to the schema, of the hub's kind: the driver's own one loses count of connections that a test kills.
   *
   * @param parameters of the URL, with their question mark, or empty
   */
  public HikariDataSource pool(String parameters, int most) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url + parameters);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(most);
    config.setMinimumIdle(0);
    HikariDataSource made = new HikariDataSource(config);
    POOLS.add(made);
    return made;
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
