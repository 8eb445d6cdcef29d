package io.paywatt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import io.paywatt.it.support.HubProcess;
import io.paywatt.it.support.Sql;
import org.junit.jupiter.api.Test;

/** {@code ./paywatt check} names what is broken and what to do. */
class CheckCommandTest {
  @Test
  void a_running_hub_is_well_another_one_on_its_data_does_not_start_and_an_altered_line_of_the_audit_is_named() {
    try (HubProcess hub = new HubProcess("check-well").launch()) {
      await("the hub to be healthy").atMost(Duration.ofMinutes(2)).until(hub::isHealthy);
      assertThat(hub.api().get("/api/v1/me").status()).isEqualTo(200);
      HubProcess.Result second = hub.run("run");
      assertThat(second.exit()).isEqualTo(1);
      assertThat(second.output()).contains("is running already (pid " + hub.process().pid() + ")").contains("./paywatt stop");
      HubProcess.Result result = hub.run("check");
      assertThat(result.output()).contains("trial balance is zero", "agrees with the database", "All is well.");
      assertThat(result.exit()).isZero();

      assertThat(hub.api().importLines("Check,1,K1,Ann,,en,K-1,native,flat,0,0,1").status()).isEqualTo(201);
      Sql sql = new Sql(hub.servers());
      sql.update("DROP TRIGGER audit_no_update");
      assertThat(sql.update("UPDATE audit SET actor = 'nobody' WHERE id = 1")).isEqualTo(1);
      HubProcess.Result altered = hub.run("check");
      assertThat(altered.output()).contains("audit line 1 was changed after it was written");
      assertThat(altered.exit()).isEqualTo(1);
    }
  }

  @Test
  void every_broken_part_is_named_in_one_go() throws IOException {
    HubProcess hub = new HubProcess("check-broken");
    Path tariffs = Files.createDirectories(hub.data().resolve("tariffs"));
    Files.writeString(tariffs.resolve("bad.yaml"), "code: bad\ncurrency: CNY\nversions:\n  - validFrom: 2020-01-01\n"
        + "    prices:\n      pricePerKWh: \"sixty fen\"\n");
    int nobody = HubProcess.freePort();
    hub.with("PAYWATT_TARIFFS_DIRECTORY", tariffs.toString())
        .with("PAYWATT_DATABASE_URL", "jdbc:mariadb://127.0.0.1:" + nobody + "/paywatt").with("PAYWATT_DATABASE_USER", "x")
        .with("PAYWATT_DATABASE_PASSWORD", "hunter2").with("PAYWATT_MQTT_URL", "mqtt://127.0.0.1:" + nobody);
    try (ServerSocket taken = new ServerSocket(hub.httpPort())) {
      HubProcess.Result result = hub.run("check");
      assertThat(result.exit()).isEqualTo(1);
      assertThat(result.output()).contains("Port " + taken.getLocalPort(), "paywatt.http.port")
          .containsPattern("bad\\.yaml:\\d+: ").contains("The database at jdbc:mariadb://127.0.0.1:" + nobody)
          .contains("The broker at mqtt://127.0.0.1:" + nobody + " does not let us in: Connection refused")
          .doesNotContain("hunter2");
    }
  }

  @Test
  void a_run_with_words_it_does_not_know_starts_nothing() {
    HubProcess hub = new HubProcess("check-run");
    HubProcess.Result result = hub.run("run", "now");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.output()).startsWith("usage: ./paywatt run");
  }

  @Test
  void a_missing_key_file_and_a_wrong_value_are_named_with_their_place() {
    HubProcess hub = new HubProcess("check-keys").with("PAYWATT_WECHAT_MERCHANT_KEY_FILE", "no/such.pem")
        .with("PAYWATT_ZONE", "Mars/Olympus");
    HubProcess.Result result = hub.run("check");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.output()).contains("paywatt.wechat.merchant-key-file is 'no/such.pem'",
        "environment variable PAYWATT_ZONE: paywatt.zone is 'Mars/Olympus'");
  }
}
