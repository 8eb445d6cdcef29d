package io.paywatt.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Accounts with one meter each, and readings for them, made in the hub's tables by the server itself. */
final class ReconcileData {
  /** Meters 1 to this many are made by one transaction. */
  private static final int CHUNK = 100_000;
  /** Those with a reading in a sample lie in blocks, as the meters of a slice do. */
  static final int BLOCK = 20_000;
  /** Nano units: 10 million currency units, so that nobody has to be warned. */
  static final long OPENING = 10_000_000L * 1_000_000_000L;
  /** Wh between two readings: of one meter between 100 and 1099. */
  static final String RISE = "(100 + m.id * 7 MOD 1000)";

  private final int meters;
  private final int every;
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(2000, ChronoUnit.HOURS);
  private int readings;

  /** @param sample how many of the meters get readings, at most all */
  ReconcileData(int meters, int sample) {
    this.meters = meters;
    this.every = Math.max(1, meters / sample);
  }

  /** Meters that get a reading each time. */
  int sampled() {
    int full = meters / BLOCK;
    int last = full % every == 0 ? meters % BLOCK : 0;
    return (full + every - 1) / every * BLOCK + last;
  }

  /** Every so many blocks of meters one is in the sample. */
  int every() {
    return every;
  }

  /** Whether the meter {@code column} is in the sample. */
  String inSample(String column) {
    return "(" + column + " - 1) DIV " + BLOCK + " MOD " + every + " = 0";
  }

  /** Makes accounts and meters, billed up to the first hour. */
  void make(Connection hub, String tariff, Consumer<String> progress) throws SQLException {
    long began = System.nanoTime();
    try (Statement statement = hub.createStatement()) {
      // what is made fits together, and nothing else is in the tables
      statement.execute("SET SESSION foreign_key_checks = 0, unique_checks = 0");
      statement.execute("INSERT INTO site (id, name) VALUES (1, 'Bench')");
      statement.execute("INSERT INTO room (id, site_id, name) VALUES (1, 1, 'Bench')");
      for (int from = 1; from <= meters; from += CHUNK) {
        int to = Math.min(meters, from + CHUNK - 1);
        make(hub, statement, tariff, "FROM seq_" + from + "_to_" + to);
        progress.accept(String.format(Locale.ROOT, "%d of %d meters made, %.0f s left", to, meters,
            (System.nanoTime() - began) / 1e9 / to * (meters - to)));
      }
      statement.execute("SET SESSION foreign_key_checks = 1, unique_checks = 1");
      statement.execute("ANALYZE TABLE account, balance, ledger_account, meter, meter_state, meter_billing");
    }
  }

  private void make(Connection hub, Statement statement, String tariff, String from) throws SQLException {
    hub.setAutoCommit(false);
    for (String sql : new String[] {
        "INSERT INTO account (id, number, room_id, holder, currency, tariff, created_at) SELECT seq, CONCAT('B-', seq), 1,"
            + " 'Resident', 'CNY', '" + tariff + "', '2026-01-01' ",
        "INSERT INTO balance (account_id, amount) SELECT seq, " + OPENING + " ",
        "INSERT INTO ledger_account (id, code, kind, account_id, currency) SELECT seq + 1000, CONCAT('customer:B-', seq),"
            + " 'customer', seq, 'CNY' ",
        "INSERT INTO account_credit (account_id, changed_at) SELECT seq, '2026-01-01' ",
        "INSERT INTO meter (id, serial, account_id, make, installed_at) SELECT seq, CONCAT('B-', seq), seq, 'native',"
            + " '2026-01-01' ",
        "INSERT INTO meter_state (meter_id, last_reading_at, register_wh) SELECT seq, '" + at() + "', 0 ",
        "INSERT INTO meter_billing (meter_id, billed_register_wh, billed_at) SELECT seq, 0, '" + at() + "' "}) {
      statement.execute(sql + from);
    }
    hub.commit();
    hub.setAutoCommit(true);
  }

  /** One new reading for each sampled meter, an hour after the one before; all of them wait for the bill at once. */
  void read(Connection hub) throws SQLException {
    readings++;
    String at = at();
    try (Statement statement = hub.createStatement()) {
      for (int from = 1; from <= meters; from += BLOCK) {
        if ((from - 1) / BLOCK % every == 0) {
          read(statement, at, " BETWEEN " + from + " AND " + (from + BLOCK - 1));
        }
      }
      statement.execute("UPDATE meter_billing SET has_unbilled = TRUE, unbilled_from = '" + at + "' WHERE "
          + inSample("meter_id"));
    }
  }

  /** The last meter of every block of the sample, commas between. */
  String blockEnds() {
    return IntStream.iterate(0, block -> block * BLOCK < meters, block -> block + every)
        .mapToObj(block -> Integer.toString(Math.min(meters, (block + 1) * BLOCK))).collect(Collectors.joining(","));
  }

  private void read(Statement statement, String at, String block) throws SQLException {
    statement.execute("INSERT INTO reading (meter_id, at, energy_wh, received_at) SELECT m.id, '" + at + "', s.register_wh + "
        + RISE + ", '" + at + "' FROM meter m JOIN meter_state s ON s.meter_id = m.id WHERE m.id" + block);
    statement.execute("UPDATE meter_state s JOIN meter m ON m.id = s.meter_id SET s.last_reading_at = '" + at
        + "', s.register_wh = s.register_wh + " + RISE + " WHERE s.meter_id" + block);
  }

  /** How many readings each sampled meter has. */
  int readings() {
    return readings;
  }

  private String at() {
    return LocalDateTime.ofInstant(start.plus(readings, ChronoUnit.HOURS), ZoneOffset.UTC).toString();
  }
}
