package io.paywatt.bench;

import java.sql.Connection;
import java.time.LocalDateTime;
import java.util.function.Consumer;
import com.fasterxml.jackson.databind.JsonNode;

/** One new reading a meter, billed by {@code ./paywatt reconcile}: readings, prices, postings, balances, credit. */
final class Reconciling implements Workload {
  static final int MOST_METERS = 20_000_000;
  private static final LocalDateTime LIMIT_START = LocalDateTime.of(2026, 1, 1, 0, 0);

  private final HubUnderTest hub;
  private final Servers servers;
  private final ReconcileData data;
  private final ReconcileLimit limit;
  private final String tariff;
  private final Consumer<String> progress;
  private String lastRead;
  private int limitReadings;

  /** @param tariff code of the accounts' tariff @param connections of the limit program; the hub has its own workers */
  Reconciling(HubUnderTest hub, Servers servers, int meters, int sample, String tariff, int connections,
      Consumer<String> progress) {
    this.hub = hub;
    this.servers = servers;
    this.data = new ReconcileData(meters, sample);
    this.limit = new ReconcileLimit(servers, data, meters, connections);
    this.tariff = tariff;
    this.progress = progress;
  }

  @Override
  public String name() {
    return "reconcile-" + tariff;
  }

  @Override
  public int usualCount() {
    return data.sampled();
  }

  @Override
  public int warmUps() {
    return 1;
  }

  @Override
  public void prepare() throws Exception {
    try (Connection connection = servers.hub()) {
      data.make(connection, tariff, progress);
    }
    limit.prepare();
  }

  @Override
  public Measure hub(int count) throws Exception {
    try (Connection connection = servers.hub()) {
      lastRead = data.read(connection);
      JsonNode result = hub.reconcile();
      check(connection, result);
      return new Measure(data.sampled(), result.path("millis").asLong() * 1_000_000, new long[0])
          .withHeap(result.path("heapMegabytes").asLong());
    }
  }

  /** Every sampled meter is billed up to its last reading, and the books agree with the registers. */
  private void check(Connection connection, JsonNode result) throws Exception {
    long billed = Servers.number(connection, "SELECT COUNT(*) FROM meter_billing WHERE billed_at = '" + lastRead + "'");
    if (billed != data.sampled() || result.path("meters").asLong() != billed) {
      throw new BenchFailed("of " + data.sampled() + " meters " + result.path("meters").asLong() + " were told as billed, and "
          + billed + " are");
    }
  }

  @Override
  public Measure limit(int count) throws Exception {
    return limit.measure(LIMIT_START.plusHours(++limitReadings).toString());
  }

  @Override
  public void close() {
    // every round closes its connections
  }
}
