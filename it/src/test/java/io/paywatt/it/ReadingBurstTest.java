package io.paywatt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import io.paywatt.it.support.HubProcess;
import io.paywatt.it.support.MeterOnWire;
import io.paywatt.it.support.Sql;
import org.junit.jupiter.api.Test;

/** Rule 4: what the broker acknowledged is in the database, once, whatever is killed meanwhile. */
class ReadingBurstTest {
  private static final int METERS = 200;
  private static final int EACH = 100;

  @Test
  void readings_that_the_broker_acknowledged_are_stored_once_although_the_hub_is_killed_in_the_burst() {
    try (HubProcess hub = new HubProcess("burst").with("PAYWATT_RECONCILE_CRON", "0 0 0 1 1 ? 2099").start()) {
      importMeters(hub, "B");
      Sql sql = new Sql(hub.servers());
      try (MeterOnWire sender = MeterOnWire.connect(hub.servers(), "burst")) {
        List<CompletableFuture<?>> acknowledged = burst(sender, "B", 0, EACH);
        await().pollInterval(Duration.ofMillis(5)).until(() -> sql.number("SELECT COUNT(*) FROM reading") > 1000);
        hub.kill9();
        acknowledged.forEach(CompletableFuture::join);
      }
      hub.start();
      await().atMost(Duration.ofSeconds(60)).until(() -> sql.number("SELECT COUNT(*) FROM reading") >= METERS * EACH);
      assertThat(sql.number("SELECT COUNT(*) FROM reading")).isEqualTo(METERS * EACH);
      assertThat(sql.number("SELECT COUNT(*) FROM failed_message")).isZero();
    }
  }

  @Test
  void energy_is_billed_to_the_last_watt_hour_although_broker_and_hub_are_killed_in_the_burst() {
    try (HubProcess hub = new HubProcess("burst-broker").start()) {
      importMeters(hub, "K");
      Sql sql = new Sql(hub.servers());
      MeterOnWire sender = MeterOnWire.connectFresh(hub.servers(), "burst");
      List<CompletableFuture<?>> acknowledged = burst(sender, "K", 0, EACH / 2);
      await().pollInterval(Duration.ofMillis(5)).until(() -> sql.number("SELECT COUNT(*) FROM reading") > 500);
      ProcessHandle.of(Long.parseLong(hub.servers().getProperty("pid"))).ifPresent(ProcessHandle::destroyForcibly);
      hub.kill9();
      acknowledged.forEach(each -> each.handle((done, failed) -> null).join());
      hub.start();
      try (MeterOnWire again = MeterOnWire.connectFresh(hub.servers(), "burst-again")) {
        burst(again, "K", EACH / 2, EACH).forEach(CompletableFuture::join);
      }
      await("the next registers to catch up what was lost").atMost(Duration.ofSeconds(60)).until(
          () -> sql.number("SELECT COALESCE(SUM(energy_wh), 0) FROM charge_line") == (long) METERS * (EACH - 1) * 10);
      assertThat(hub.api().get("/api/v1/books").json().at("/ok").asBoolean()).isTrue();
    }
  }

  private static void importMeters(HubProcess hub, String prefix) {
    String[] lines = IntStream.range(0, METERS)
        .mapToObj(i -> "Burst," + prefix + i + "," + prefix + i + ",x,,en," + prefix + "-" + i + ",native,flat,1000,0,1")
        .toArray(String[]::new);
    assertThat(hub.api().importLines(lines).status()).isEqualTo(201);
  }

  /** Ten watt-hours a minute; the last reading is of a few minutes ago. */
  private static List<CompletableFuture<?>> burst(MeterOnWire sender, String prefix, int from, int to) {
    Instant first = Instant.parse("2026-11-01T00:00:00Z");
    return IntStream.range(from, to).boxed().flatMap(n -> IntStream.range(0, METERS).boxed()
        .<CompletableFuture<?>>map(m -> sender.publish("paywatt/" + prefix + "-" + m + "/reading",
            "{\"seq\":" + n + ",\"at\":\"" + first.plusSeconds(60L * n) + "\",\"energyWh\":" + n * 10 + "}"))).toList();
  }
}
