package io.paywatt.ledger.settlement;

import java.time.Instant;
import java.time.LocalDate;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/**
 * What one run compares.
 *
 * @param bill id, or null when the provider gives none: then the meters alone are compared
 * @param run  names this run; what it finds carries it
 */
record Scope(String provider, LocalDate day, Instant from, Instant to, Long bill, String run, Instant now) {
  /** Binds what the statement names. */
  <S extends SqlStatement<S>> S bind(S statement) {
    return statement.bind("provider", provider).bind("day", day).bind("from", Store.utc(from)).bind("to", Store.utc(to))
        .bind("bill", bill).bind("run", run).bind("now", Store.utc(now));
  }

  int execute(Handle handle, String sql) {
    Update update = handle.createUpdate(sql);
    return bind(update).execute();
  }
}
