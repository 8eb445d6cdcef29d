package io.paywatt.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A year of 15-minute readings asked for by day over the API. The limit is the cheapest question the same API answers: one
 * meter by its serial, a look-up by key. One connection, so that a rate is a latency.
 */
final class UsageYear implements Workload {
  private static final int METERS = 4;
  private static final String YEAR = "/usage?by=day&from=2025-01-01T00:00:00Z&to=2025-12-31T00:00:00Z";
  /** 96 a day, a year, and one more to end the last day. */
  private static final String QUARTERS = "seq_0_to_35040";
  private static final String AT = "'2025-01-01' + INTERVAL 15 * s.seq MINUTE";

  private final HubUnderTest hub;
  private final Servers servers;
  private KeepAlive connection;

  UsageYear(HubUnderTest hub, Servers servers) {
    this.hub = hub;
    this.servers = servers;
  }

  @Override
  public String name() {
    return "usage";
  }

  @Override
  public int usualCount() {
    return 500;
  }

  /** The year is written as reading and reconciling every quarter of an hour would have left it. */
  @Override
  public void prepare() throws Exception {
    hub.importMeters(IntStream.range(0, METERS).mapToObj(UsageYear::serial).toList());
    try (Connection database = servers.hub(); Statement statement = database.createStatement()) {
      for (String sql : history()) {
        statement.execute(sql);
      }
    }
    hub.call("usage", "keep");
    connection = new KeepAlive(hub.httpPort());
  }

  private static List<String> history() {
    String meters = " FROM meter m CROSS JOIN " + QUARTERS + " s WHERE m.serial LIKE 'USAGE%'";
    return List.of(
        "INSERT INTO reading (meter_id, at, energy_wh, received_at) SELECT m.id, " + AT + ", s.seq * 200, " + AT + meters,
        "INSERT INTO journal_entry (entry_key, kind, posted_at) SELECT CONCAT('consumption:', m.id, ':bench'), 'consumption',"
            + " '2026-01-01' FROM meter m WHERE m.serial LIKE 'USAGE%'",
        "INSERT INTO charge_line (entry_id, meter_id, from_at, to_at, energy_wh, tariff, valid_from, tier, price, amount)"
            + " SELECT e.id, m.id, " + AT + ", " + AT + " + INTERVAL 15 MINUTE, 200, 'flat', '2025-01-01', 1, 600000, 120000000"
            + meters.replace(" WHERE", " JOIN journal_entry e ON e.entry_key = CONCAT('consumption:', m.id, ':bench') WHERE")
            + " AND s.seq < 35040",
        "UPDATE meter_billing b JOIN meter m ON m.id = b.meter_id SET b.billed_at = '2026-01-01' WHERE m.serial LIKE 'USAGE%'");
  }

  @Override
  public Measure hub(int count) throws Exception {
    return ask(count, YEAR);
  }

  @Override
  public Measure limit(int count) throws Exception {
    return ask(count, "");
  }

  private Measure ask(int count, String question) throws IOException, BenchFailed {
    long[] latencies = new long[count];
    long began = System.nanoTime();
    for (int i = 0; i < count; i++) {
      byte[] request = KeepAlive.get("/api/v1/meters/" + serial(i % METERS) + question, hub.authorization());
      long asked = System.nanoTime();
      int status = connection.exchange(request);
      latencies[i] = System.nanoTime() - asked;
      if (status != 200) {
        throw new BenchFailed("a question was answered " + status + ": " + new String(request, StandardCharsets.US_ASCII));
      }
    }
    return new Measure(count, System.nanoTime() - began, latencies);
  }

  private static String serial(int number) {
    return "USAGE" + number;
  }

  @Override
  public void close() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (IOException e) {
      // it is of no use any more
    }
  }
}
