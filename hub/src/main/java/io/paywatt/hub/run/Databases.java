package io.paywatt.hub.run;

import java.time.Duration;
import java.util.List;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.paywatt.ledger.Misconfigured;

/** Opens the pool of database connections. */
public final class Databases {
  private Databases() {}

  /** @throws Misconfigured when the database does not answer within ten seconds, saying why and what to do */
  public static HikariDataSource open(Connections connections, int size, String where) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("account-store");
    config.setJdbcUrl(connections.databaseUrl());
    config.setUsername(connections.databaseUser());
    config.setPassword(connections.databasePassword());
    config.setMaximumPoolSize(size);
    // what every ledger transaction asks for: already there, it costs no round trip
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
    config.setInitializationFailTimeout(Duration.ofSeconds(10).toMillis());
    try {
      return new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException e) {
      throw new Misconfigured(List.of("The database at " + connections.databaseUrl().replaceFirst("\\?.*", "")
          + " does not let us in: " + root(e) + ". Check paywatt.database.url, .user and .password (" + where
          + ") and that MariaDB runs"));
    }
  }

  /** What is at the bottom of a failure, in words. */
  static String root(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage();
  }
}
