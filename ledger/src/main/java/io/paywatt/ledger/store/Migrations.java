package io.paywatt.ledger.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the database to the version this build needs, from the files in {@code sql/}. */
public final class Migrations {
  private Migrations() {}

  /** @throws org.flywaydb.core.api.FlywayException when a migration fails or an applied one was edited */
  public static int migrate(DataSource dataSource) {
    return Flyway.configure().dataSource(dataSource).locations("classpath:sql").validateMigrationNaming(true)
        .load().migrate().migrationsExecuted;
  }
}
