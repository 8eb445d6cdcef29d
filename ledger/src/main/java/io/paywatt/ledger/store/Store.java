package io.paywatt.ledger.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import javax.sql.DataSource;
import io.paywatt.ledger.Unavailable;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * The account store: every ledger operation runs through here, in one transaction, repeated when the database chose it
 * as the victim of a deadlock. Times are kept as UTC with milliseconds.
 */
public final class Store {
  /** MariaDB: deadlock, lock wait time-out, Galera certification failure (1213 as well). */
  private static final Set<Integer> REPEATABLE = Set.of(1213, 1205, 1020);
  private static final int TRIES = 8;

  private final Jdbi jdbi;
  private final Clock clock;

  public Store(DataSource dataSource, Clock clock) {
    this.jdbi = Jdbi.create(dataSource);
    jdbi.getConfig(SqlStatements.class).setSqlParser(new NamedParameters());
    // what was bound is personal data more often than not, and messages of exceptions end in logs
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
    this.clock = clock;
  }

  /**
   * Runs the work in one READ COMMITTED transaction; the work may run several times, so it must have no other effect.
   * Called within such a transaction on the same thread, it becomes part of it.
   *
   * @throws Unavailable when no connection could be had or it was lost; what was begun is undone, or done and unanswered
   */
  public <T, X extends Exception> T inTransaction(HandleCallback<T, X> work) throws X {
    for (int attempt = 1; ; attempt++) {
      try {
        return jdbi.withHandle(handle -> readCommitted(handle).inTransaction(work));
      } catch (ConnectionException e) {
        throw new Unavailable("The database does not answer", e);
      } catch (RuntimeException e) {
        if (isConnectionLost(e)) {
          throw new Unavailable("The database went away", e);
        }
        if (attempt == TRIES || !isRepeatable(e)) {
          throw e;
        }
      }
    }
  }

  /**
   * For the next transaction alone: nothing has to be set back afterwards, which on a connection that broke would hide
   * why. A pool whose connections start that way spares the round trip.
   */
  private static Handle readCommitted(Handle handle) {
    if (!handle.isInTransaction() && handle.getTransactionIsolationLevel() != TransactionIsolationLevel.READ_COMMITTED) {
      handle.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
    }
    return handle;
  }

  /** Reads without a transaction. @throws Unavailable when no connection could be had or it was lost */
  public <T, X extends Exception> T read(HandleCallback<T, X> query) throws X {
    try {
      return jdbi.withHandle(query);
    } catch (ConnectionException e) {
      throw new Unavailable("The database does not answer", e);
    } catch (RuntimeException e) {
      if (isConnectionLost(e)) {
        throw new Unavailable("The database went away", e);
      }
      throw e;
    }
  }

  /** Now, cut to the milliseconds the database keeps. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** An instant as a DATETIME(3) column holds it; null stays null. */
  public static LocalDateTime utc(Instant instant) {
    return instant == null ? null : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  /** Back from a DATETIME(3) column; null stays null. */
  public static Instant instant(LocalDateTime utc) {
    return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
  }

  /** Whether a key that may exist only once was hit (MariaDB 1062). */
  public static boolean isDuplicateKey(Throwable e) {
    return errorCode(e) == 1062;
  }

  private static boolean isRepeatable(Throwable e) {
    return REPEATABLE.contains(errorCode(e));
  }

  /** SQL state 08 is a broken connection, 70 one that the server has cut. (The driver's exception types say less.) */
  private static boolean isConnectionLost(Throwable e) {
    SQLException sql = sqlException(e);
    return sql != null && sql.getSQLState() != null
        && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("70"));
  }

  private static int errorCode(Throwable e) {
    SQLException sql = sqlException(e);
    return sql == null ? 0 : sql.getErrorCode();
  }

  private static SQLException sqlException(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }
}
