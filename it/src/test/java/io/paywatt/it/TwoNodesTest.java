package io.paywatt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.IntStream;
import io.paywatt.it.support.HubProcess;
import io.paywatt.it.support.MeterOnWire;
import io.paywatt.it.support.Sql;
import io.paywatt.it.support.StandardNotice;
import io.paywatt.testkit.ServerProcess;
import org.junit.jupiter.api.Test;

/** Two hub nodes on one account store and one broker: nothing is done twice, and one takes over from the other. */
class TwoNodesTest {
  @Test
  void two_nodes_share_the_work_and_one_that_is_killed_is_taken_over() {
    HubProcess first = new HubProcess("node-1");
    HubProcess second = new HubProcess("node-2");
    try (ServerProcess servers = ServerProcess.start(first.data().resolve("servers")); first; second) {
      for (HubProcess node : new HubProcess[] {first, second}) {
        node.with("PAYWATT_NODE", node == first ? "one" : "two").with("PAYWATT_DATABASE_URL", servers.databaseUrl())
            .with("PAYWATT_DATABASE_USER", servers.databaseUser())
            .with("PAYWATT_DATABASE_PASSWORD", servers.databasePassword())
            .with("PAYWATT_MQTT_URL", "mqtt://127.0.0.1:" + servers.brokerPort())
            .with("PAYWATT_MQTT_USER", servers.brokerUser()).with("PAYWATT_MQTT_PASSWORD", servers.brokerPassword())
            .start();
      }
      first.api().importLines("Two,1,T1,吴九,,zh-CN,T-1,native,flat,100.00,0,1");
      Sql sql = new Sql(servers.state());
      try (MeterOnWire meter = MeterOnWire.connect(servers.state(), "T-1")) {
        IntStream.rangeClosed(1, 50).forEach(n -> meter.reading(-4000 + n, n * 100L, "closed"));
        billed(sql, 5000);
        StandardNotice notice = StandardNotice.payment("two-1", "T-1", 1000);
        assertThat(notice.send(first.api()).status()).isEqualTo(204);
        assertThat(notice.send(second.api()).status()).isEqualTo(204);
        meter.command("credit");

        first.kill9();
        IntStream.rangeClosed(51, 100).forEach(n -> meter.reading(-4000 + n, n * 100L, "closed"));
        billed(sql, 10_000);
        assertThat(sql.number("SELECT COUNT(*) FROM reading")).isEqualTo(100);
        assertThat(sql.number("SELECT COUNT(*) FROM journal_entry WHERE kind = 'payment'")).isEqualTo(1);
        assertThat(sql.number("SELECT COUNT(*) FROM command WHERE kind = 'credit'")).isEqualTo(1);
        assertThat(second.api().balance("T1")).isEqualTo(10_000 + 1000 - 600);
        assertThat(second.api().get("/api/v1/books").json().at("/ok").asBoolean()).isTrue();
      }
    }
  }

  private static void billed(Sql sql, long wattHours) {
    await("billed " + wattHours + " Wh").atMost(Duration.ofSeconds(60)).until(
        () -> sql.number("SELECT COALESCE(SUM(energy_wh), 0) FROM charge_line") == wattHours);
  }
}
