package io.paywatt.ledger.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Statements over many rows, in few round trips. Rows of one statement should be in the order of their key: two
 * transactions that lock in the same order wait for each other instead of ending in a deadlock.
 */
public final class Bulk {
  private static final int MOST_IN_LIST = 1000;
  private static final int MOST_INSERTED = 500;

  /** Makes a value of the current row. */
  @FunctionalInterface
  public interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  private Bulk() {}

  /** Runs a statement once a row, with {@code ?} for the values of the row in their order. */
  public static void execute(Handle handle, String sql, List<Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
      for (Object[] row : rows) {
        bind(statement, 1, row);
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /**
   * Inserts rows, many in one statement: for what the driver does not send in bulk, as ON DUPLICATE KEY.
   *
   * @param sql  with {@code VALUES %s}
   * @param rows values, all of the same length
   */
  public static void insert(Handle handle, String sql, List<Object[]> rows) {
    for (int start = 0; start < rows.size(); start += MOST_INSERTED) {
      List<Object[]> part = rows.subList(start, Math.min(rows.size(), start + MOST_INSERTED));
      String whole = with(sql, placeholders(part));
      try (PreparedStatement statement = handle.getConnection().prepareStatement(whole)) {
        bindRows(statement, part);
        statement.executeUpdate();
      } catch (SQLException e) {
        throw failed(whole, e);
      }
    }
  }

  /**
   * Inserts rows and reads what the database made of them.
   *
   * @param sql    with {@code VALUES %s} and {@code RETURNING}
   * @param rows   values, all of the same length
   * @param mapper sees the rows in the order in which they were given
   */
  public static <T> List<T> insert(Handle handle, String sql, List<Object[]> rows, Mapper<T> mapper) {
    List<T> made = new ArrayList<>(rows.size());
    for (int start = 0; start < rows.size(); start += MOST_INSERTED) {
      List<Object[]> part = rows.subList(start, Math.min(rows.size(), start + MOST_INSERTED));
      selectPart(handle, with(sql, placeholders(part)), statement -> bindRows(statement, part), mapper, made);
    }
    return made;
  }

  /** A formatter would read the whole statement for this one place. */
  private static String with(String sql, String list) {
    return sql.replace("%s", list);
  }

  private static String placeholders(List<Object[]> rows) {
    String row = "(" + "?,".repeat(rows.get(0).length - 1) + "?)";
    return row + ("," + row).repeat(rows.size() - 1);
  }

  /**
   * Reads the rows for a list of keys, however long.
   *
   * @param sql    with {@code %s} in {@code IN (%s)} and {@code ?} for the values before it
   * @param before values of the {@code ?} before the list
   */
  public static <T> List<T> select(Handle handle, String sql, Collection<?> keys, Mapper<T> mapper, Object... before) {
    List<T> found = new ArrayList<>(keys.size());
    List<Object> all = new ArrayList<>(keys);
    for (int start = 0; start < all.size(); start += MOST_IN_LIST) {
      List<Object> part = all.subList(start, Math.min(all.size(), start + MOST_IN_LIST));
      selectPart(handle, with(sql, "?,".repeat(part.size() - 1) + "?"), statement -> {
        bind(statement, 1, before);
        bind(statement, before.length + 1, part.toArray());
      }, mapper, found);
    }
    return found;
  }

  /** Reads the rows of a statement of the caller's making; the mapper sees each row. */
  public static void query(Handle handle, String sql, Mapper<?> mapper, List<Object> values) {
    selectPart(handle, sql, statement -> bind(statement, 1, values.toArray()), mapper::map, new ArrayList<>());
  }

  /** Changes the rows of a list of keys, however long. @param sql and {@code before} as in {@link #select} */
  public static void update(Handle handle, String sql, Collection<?> keys, Object... before) {
    List<Object> all = new ArrayList<>(keys);
    for (int start = 0; start < all.size(); start += MOST_IN_LIST) {
      List<Object> part = all.subList(start, Math.min(all.size(), start + MOST_IN_LIST));
      String whole = with(sql, "?,".repeat(part.size() - 1) + "?");
      try (PreparedStatement statement = handle.getConnection().prepareStatement(whole)) {
        bind(statement, 1, before);
        bind(statement, before.length + 1, part.toArray());
        statement.executeUpdate();
      } catch (SQLException e) {
        throw failed(whole, e);
      }
    }
  }

  /** Sets the values of a statement. */
  @FunctionalInterface
  private interface Binder {
    void bind(PreparedStatement statement) throws SQLException;
  }

  private static <T> void selectPart(Handle handle, String sql, Binder values, Mapper<T> mapper, List<T> found) {
    try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
      values.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(mapper.map(rows));
        }
      }
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  private static void bindRows(PreparedStatement statement, List<Object[]> rows) throws SQLException {
    int next = 1;
    for (Object[] row : rows) {
      bind(statement, next, row);
      next += row.length;
    }
  }

  private static void bind(PreparedStatement statement, int first, Object[] values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      bind(statement, first + i, values[i]);
    }
  }

  /**
   * By its type where it is a usual one: the driver looks through all its codecs for an object, and writes a time by a
   * formatter that costs more than the rest of a row.
   */
  private static void bind(PreparedStatement statement, int index, Object value) throws SQLException {
    if (value instanceof Long number) {
      statement.setLong(index, number);
    } else if (value instanceof String text) {
      statement.setString(index, text);
    } else if (value instanceof Integer number) {
      statement.setInt(index, number);
    } else if (value instanceof LocalDateTime time) {
      statement.setString(index, SqlTime.text(time));
    } else {
      statement.setObject(index, value);
    }
  }

  /** As Jdbi reports it, so that the store repeats the transaction when it was the victim of a deadlock. */
  private static UnableToExecuteStatementException failed(String sql, SQLException e) {
    String start = sql.length() > 120 ? sql.substring(0, 120) + "..." : sql;
    return new UnableToExecuteStatementException(start, e, null);
  }
}
