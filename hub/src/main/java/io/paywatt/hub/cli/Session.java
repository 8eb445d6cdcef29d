package io.paywatt.hub.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;
import io.paywatt.hub.config.SettingsLoader;
import io.paywatt.hub.run.Connections;
import io.paywatt.hub.run.Databases;
import io.paywatt.hub.run.Ledger;
import io.paywatt.ledger.audit.Acting;

/** A command's hold on the ledger: opened for one command, closed after it. */
final class Session implements AutoCloseable {
  private static final int CONNECTIONS = 3;

  final Settings settings;
  final Ledger ledger;
  private final HikariDataSource database;

  Session() {
    Acting.becomes(Acting.TERMINAL);
    settings = SettingsLoader.ofProcess().load();
    database = Databases.open(Connections.of(settings), CONNECTIONS + Ledger.reconcileWorkers(settings),
        settings.where(Keys.DATABASE_URL));
    ledger = new Ledger(settings, database);
  }

  /** Who acts, for the audit. */
  static String actor() {
    return System.getProperty("user.name");
  }

  @Override
  public void close() {
    database.close();
  }
}
