package io.paywatt.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The least that a durable bill costs set by set: in slices of 20000 meters by plain SQL, one new reading a meter, flat price,
 * a row that makes it happen once, two postings, a charge line, the balance and how far the meter is billed. No foreign
 * keys, no checks, no look at tariff, register or credit.
 */
final class ReconcileLimit {
  private static final int REVENUE = 0;
  private static final int NANO_PER_WH = 600_000;

  private final Servers servers;
  private final ReconcileData data;
  private final int meters;
  private final int connections;

  ReconcileLimit(Servers servers, ReconcileData data, int meters, int connections) {
    this.servers = servers;
    this.data = data;
    this.meters = meters;
    this.connections = connections;
  }

  void prepare() throws SQLException {
    servers.create(
        "CREATE TABLE meter (id BIGINT PRIMARY KEY, account_id BIGINT NOT NULL, billed_wh BIGINT NOT NULL,"
            + " billed_at DATETIME(3) NOT NULL) ENGINE=InnoDB",
        "CREATE TABLE reading (meter_id BIGINT NOT NULL, at DATETIME(3) NOT NULL, energy_wh BIGINT NOT NULL,"
            + " PRIMARY KEY (meter_id, at)) ENGINE=InnoDB",
        "CREATE TABLE balance (account_id BIGINT PRIMARY KEY, amount BIGINT NOT NULL) ENGINE=InnoDB",
        "CREATE TABLE entry (id BIGINT PRIMARY KEY AUTO_INCREMENT, meter_id BIGINT NOT NULL, at DATETIME(3) NOT NULL,"
            + " posted_at DATETIME(3) NOT NULL, UNIQUE (meter_id, at)) ENGINE=InnoDB",
        "CREATE TABLE posting (id BIGINT PRIMARY KEY AUTO_INCREMENT, entry_id BIGINT NOT NULL, account_id BIGINT NOT NULL,"
            + " amount BIGINT NOT NULL, INDEX (entry_id), INDEX (account_id)) ENGINE=InnoDB",
        "CREATE TABLE charge_line (id BIGINT PRIMARY KEY AUTO_INCREMENT, entry_id BIGINT NOT NULL, meter_id BIGINT NOT NULL,"
            + " from_at DATETIME(3) NOT NULL, to_at DATETIME(3) NOT NULL, energy_wh BIGINT NOT NULL, price BIGINT NOT NULL,"
            + " amount BIGINT NOT NULL, INDEX (entry_id), INDEX (meter_id, to_at)) ENGINE=InnoDB",
        "INSERT INTO meter SELECT seq, seq, 0, '2026-01-01' FROM seq_1_to_" + meters,
        "INSERT INTO balance SELECT seq, " + ReconcileData.OPENING + " FROM seq_1_to_" + meters);
  }

  /** @param at time of a reading that each sampled meter gets before the clock starts */
  Measure measure(String at) throws Exception {
    try (Connection connection = servers.own(); Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO reading SELECT m.id, '" + at + "', m.billed_wh + " + ReconcileData.RISE
          + " FROM meter m WHERE " + data.inSample("m.id"));
      connection.commit();
    }
    int slices = data.sampled() / ReconcileData.BLOCK + 1;
    Measure measure = Crew.measure(connections, slices, () -> new Biller(servers.own(), at, data.every()));
    return new Measure(data.sampled(), measure.nanos(), new long[0]);
  }

  /** One connection. */
  private record Biller(Connection connection, String at, int every) implements Crew.Worker {
    @Override
    public void work(int piece) throws SQLException {
      long from = (long) piece * every * ReconcileData.BLOCK + 1;
      try (Statement statement = connection.createStatement()) {
        statement.execute("CREATE OR REPLACE TEMPORARY TABLE slice (meter_id BIGINT NOT NULL PRIMARY KEY,"
            + " account_id BIGINT NOT NULL, from_at DATETIME(3) NOT NULL, wh BIGINT NOT NULL, energy_wh BIGINT NOT NULL,"
            + " amount BIGINT NOT NULL, entry_id BIGINT NULL) ENGINE=MEMORY");
        statement.execute("INSERT INTO slice SELECT m.id, m.account_id, m.billed_at, r.energy_wh, r.energy_wh - m.billed_wh,"
            + " (r.energy_wh - m.billed_wh) * " + NANO_PER_WH + ", NULL FROM meter m STRAIGHT_JOIN reading r"
            + " ON r.meter_id = m.id AND r.at = '" + at + "' WHERE m.id BETWEEN " + from + " AND "
            + (from + ReconcileData.BLOCK - 1));
        statement.execute("INSERT INTO entry (meter_id, at, posted_at) SELECT meter_id, '" + at + "', NOW(3) FROM slice");
        statement.execute("UPDATE slice s STRAIGHT_JOIN entry e ON e.meter_id = s.meter_id AND e.at = '" + at
            + "' SET s.entry_id = e.id");
        statement.execute("INSERT INTO posting (entry_id, account_id, amount) SELECT entry_id, account_id, -amount FROM slice");
        statement.execute("INSERT INTO posting (entry_id, account_id, amount) SELECT entry_id, " + REVENUE
            + ", amount FROM slice");
        statement.execute("INSERT INTO charge_line (entry_id, meter_id, from_at, to_at, energy_wh, price, amount)"
            + " SELECT entry_id, meter_id, from_at, '" + at + "', energy_wh, " + NANO_PER_WH + ", amount FROM slice");
        statement.execute("UPDATE slice s STRAIGHT_JOIN balance b ON b.account_id = s.account_id"
            + " SET b.amount = b.amount - s.amount");
        statement.execute("UPDATE slice s STRAIGHT_JOIN meter m ON m.id = s.meter_id SET m.billed_wh = s.wh, m.billed_at = '"
            + at + "'");
      }
      connection.commit();
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
