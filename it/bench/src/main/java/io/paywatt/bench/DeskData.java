package io.paywatt.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A desk with very many messages, written as failures would have left them: a reference of its own each, 10 000 meters and
 * telephone numbers, 1000 flats, and words that every message has.
 */
final class DeskData {
  static final int METERS = 10_000;
  private static final int FLATS = 1000;
  private static final int AT_A_TIME = 100_000;

  private final int messages;

  /** @param messages a multiple of 10000 */
  DeskData(int messages) {
    this.messages = messages;
  }

  void write(Connection database) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute("SET SESSION foreign_key_checks = 0, unique_checks = 0");
      statement.execute("INSERT INTO failed_group (fingerprint, route_id, error_class, message, first_at)"
          + " VALUES (REPEAT('b', 64), 'bench', 'java.lang.IllegalStateException', 'broken', UTC_TIMESTAMP(3))");
      for (int from = 0; from < messages; from += AT_A_TIME) {
        statement.execute(messages(from + 1, Math.min(messages, from + AT_A_TIME)));
      }
      for (String word : new String[] {"standard", "broken", "rent", "bench"}) {
        words(statement, "'" + word + "'", "s.seq", "seq_1_to_" + messages + " s");
      }
      words(statement, "LPAD(s.seq, 8, '0')", "s.seq", "seq_1_to_" + messages + " s");
      spread(statement, "CONCAT('bm', LPAD(g.seq, 6, '0'))", METERS);
      spread(statement, "CONCAT('~', LPAD(g.seq, 8, '7'))", METERS);
      spread(statement, "CONCAT('flat', LPAD(g.seq, 4, '0'))", FLATS);
      statement.execute("ANALYZE TABLE failed_message, failed_word");
    }
  }

  /** Reference of a message. */
  static String reference(int message) {
    return "BENCH-" + "%08d".formatted(message);
  }

  /** Serial of a meter, from 0. */
  static String meter(int meter) {
    return "BM" + "%06d".formatted(meter);
  }

  /** Last eight digits of the telephone number that goes with a meter, from 0. */
  static String phone(int meter) {
    return "+861380" + "77777777".substring(Integer.toString(meter).length()) + meter;
  }

  private static String messages(int from, int to) {
    return "INSERT INTO failed_message (id, failed_at, route_id, replay_to, headers, body, error_class, error_message, stack,"
        + " group_id, provider, reference, account, meter, amount, currency) SELECT s.seq, '2026-01-01' + INTERVAL s.seq SECOND,"
        + " 'bench', 'payment-accept', '{}', CONCAT('{\"provider\":\"standard\",\"transactionId\":\"BENCH-',"
        + " LPAD(s.seq, 8, '0'), '\",\"remark\":\"Rent of flat', LPAD(s.seq MOD " + FLATS + ", 4, '0'), '\"}'),"
        + " 'java.lang.IllegalStateException', 'broken', REPEAT('at a.frame(Of.java:1)\\n', 20),"
        + " (SELECT MAX(id) FROM failed_group), 'standard', CONCAT('BENCH-', LPAD(s.seq, 8, '0')),"
        + " CONCAT('A', s.seq MOD " + METERS + "), CONCAT('BM', LPAD(s.seq MOD " + METERS + ", 6, '0')), 1 + s.seq MOD 50000,"
        + " 'CNY' FROM seq_" + from + "_to_" + to + " s";
  }

  /** A word that every n-th message has, in the order of the key. */
  private void spread(Statement statement, String word, int n) throws SQLException {
    words(statement, word, "k.seq * " + n + " + g.seq",
        "seq_1_to_" + (n - 1) + " g STRAIGHT_JOIN seq_0_to_" + (messages / n - 1) + " k");
  }

  private static void words(Statement statement, String word, String id, String from) throws SQLException {
    statement.execute("INSERT INTO failed_word (word, message_id) SELECT " + word + ", " + id + " FROM " + from);
  }
}
