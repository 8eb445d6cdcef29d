package io.paywatt.ledger.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the database to the version this build needs, from the files in {@code sql/}. */
public final class Migrations {
  private Migrations() {}

  /** @throws org.flywaydb.core.api.FlywayException when a migration fails or an applied one was edited */
  public static int migrate(DataSource dataSource) {
    return flyway(dataSource).migrate().migrationsExecuted;
  }

  /** How many migrations this build has that the database has not. */
  public static int waiting(DataSource dataSource) {
    return flyway(dataSource).info().pending().length;
  }

  private static Flyway flyway(DataSource dataSource) {
    return Flyway.configure().dataSource(dataSource).locations("classpath:sql").validateMigrationNaming(true).load();
  }
}
