package io.paywatt.ledger.store;

import java.util.List;
import javax.sql.DataSource;
import io.paywatt.ledger.Misconfigured;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the database to the version this build needs, from the files in {@code sql/}. */
public final class Migrations {
  private Migrations() {}

  /** @throws Misconfigured when a migration fails or an applied one was edited, saying what to do */
  public static int migrate(DataSource dataSource) {
    try {
      return flyway(dataSource).migrate().migrationsExecuted;
    } catch (FlywayException e) {
      String rights = e.getMessage().contains("1419") ? " With the binary log on, MariaDB lets a user make triggers only"
          + " after SET GLOBAL log_bin_trust_function_creators = 1." : "";
      throw new Misconfigured(List.of("The account store could not be brought to this version: "
          + e.getMessage().strip().replaceAll("\\s+", " ") + "." + rights
          + " A half-made migration has to be undone by hand, or a fresh database made empty, before the next start"
          + " (docs/operations.md)"));
    }
  }

  /** How many migrations this build has that the database has not. */
  public static int waiting(DataSource dataSource) {
    return flyway(dataSource).info().pending().length;
  }

  private static Flyway flyway(DataSource dataSource) {
    return Flyway.configure().dataSource(dataSource).locations("classpath:sql").validateMigrationNaming(true).load();
  }
}
