package io.paywatt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.it.support.HubProcess;
import io.paywatt.it.support.MeterOnWire;
import io.paywatt.it.support.Sql;
import io.paywatt.it.support.StandardNotice;
import io.paywatt.testkit.ServerProcess;
import org.junit.jupiter.api.Test;

/** Rule 4 with the database away for a while: outside servers, as in production. */
class DatabaseAwayTest {
  private static final Duration AWAY = Duration.ofSeconds(30);

  @Test
  void while_the_database_is_away_nothing_answered_well_is_lost_and_readings_wait_at_the_broker() {
    HubProcess hub = new HubProcess("database-away");
    ServerProcess database = ServerProcess.start(hub.data().resolve("database"), "--no-mqtt");
    try (ServerProcess broker = ServerProcess.start(hub.data().resolve("broker"), "--no-database"); hub) {
      hub.with("PAYWATT_DATABASE_URL", database.databaseUrl()).with("PAYWATT_DATABASE_USER", database.databaseUser())
          .with("PAYWATT_DATABASE_PASSWORD", database.databasePassword())
          .with("PAYWATT_MQTT_URL", "mqtt://127.0.0.1:" + broker.brokerPort())
          .with("PAYWATT_MQTT_USER", broker.brokerUser()).with("PAYWATT_MQTT_PASSWORD", broker.brokerPassword()).start();
      hub.api().importLines("Away,1,W1,周八,,zh-CN,W-1,native,flat,100.00,0,1");
      MeterOnWire meter = MeterOnWire.connect(broker.state(), "W-1");
      List<Integer> good = new ArrayList<>();
      send(hub, 0, good);

      database.stop();
      long end = System.nanoTime() + AWAY.toNanos();
      int n = 1;
      while (System.nanoTime() < end) {
        meter.reading(-7200 + n, n * 10L, "closed");
        send(hub, n++, good);
      }
      try (ServerProcess again = ServerProcess.start(hub.data().resolve("database"), "--no-mqtt")) {
        int readings = n - 1;
        Sql sql = new Sql(again.state());
        await().atMost(Duration.ofSeconds(60)).until(() -> sql.number("SELECT COUNT(*) FROM reading") == readings);
        for (int sent : good) {
          assertThat(sql.number("SELECT COUNT(*) FROM payment WHERE provider_transaction_id = 'away-" + sent + "'"))
              .as("answered 204: away-" + sent).isEqualTo(1);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> {
          int before = good.size();
          send(hub, 1_000_000, good);
          return good.size() > before;
        });
        meter.close();
      }
    }
  }

  private static void send(HubProcess hub, int n, List<Integer> good) {
    int status = StandardNotice.payment("away-" + n, "W-1", 100).send(hub.api()).status();
    assertThat(status).isIn(204, 503);
    if (status == 204) {
      good.add(n);
    }
  }
}
