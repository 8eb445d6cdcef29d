package io.paywatt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.it.support.Api;
import io.paywatt.it.support.HubProcess;
import io.paywatt.it.support.Sql;
import io.paywatt.it.support.StandIn;
import io.paywatt.it.support.StandardNotice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No payment stays dark: lost notices, closed orders, unsigned claims, a hub that dies; a provider in YAML alone. */
class NoDarkPaymentTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static StandIn provider;
  private static HubProcess hub;
  private static int number;

  @BeforeAll
  static void start() throws IOException {
    provider = new StandIn();
    hub = new HubProcess("dark");
    Path routes = hub.data().resolve("routes");
    copy(HubProcess.HOME.resolve("routes"), routes);
    Path ours = Path.of("src/test/resources/dark");
    Files.copy(ours.resolve("claim-receive.camel.yaml"), routes.resolve("payments/claim-receive.camel.yaml"));
    for (String operation : new String[] {"order", "query", "close"}) {
      Files.writeString(routes.resolve("kamelets/standard-" + operation + "-action.kamelet.yaml"),
          Files.readString(ours.resolve("operation.kamelet.yaml")).replace("OPERATION", operation));
    }
    hub.with("PAYWATT_ROUTES_DIRECTORY", routes.toString()).with("STANDIN_URL", provider.url())
        .with("PAYWATT_INQUIRY_SCHEDULE", "1s,2s").with("PAYWATT_TOPUP_EXPIRY", "6s").with("PAYWATT_INQUIRY_LIMIT", "5s")
        .with("PAYWATT_LATE_METER", "1s").start();
  }

  @AfterAll
  static void stop() {
    hub.close();
    provider.close();
  }

  @Test
  void an_order_whose_notice_is_lost_for_ever_is_found_by_asking_and_credited_once() {
    String account = account();
    String order = order(account);
    provider.saysPaid(order, notice("dark-lost", order, 5000));
    await().atMost(PATIENCE).until(() -> hub.api().balance(account) == 5000);
    assertThat(paid(order, "dark-lost", 5000).send(hub.api()).status()).as("its notice, after all").isEqualTo(204);
    assertThat(hub.api().balance(account)).isEqualTo(5000);

    JsonNode payment = hub.api().get("/api/v1/payments/" + order).json();
    assertThat(payment.path("transactionId").asText()).isEqualTo("dark-lost");
    assertThat(payment.path("steps").findValuesAsText("state").subList(0, 4)).containsOnly("done");
    await("its meter is not there").atMost(PATIENCE).until(() ->
        hub.api().get("/api/v1/payments?late=true&q=" + order).json().path("items").toString().contains("acknowledged"));
    var late = hub.run("payments", "late", order);
    assertThat(late.exit()).as(late.output()).isZero();
    assertThat(late.output()).contains("LATE: ", payment.path("id").asText());
    assertThat(hub.run("payments", "show", order).output()).contains("received", "dark-lost", "LATE, was due");
    assertThat(hub.run("payments", "show", "PW-NONE").exit()).isEqualTo(1);
  }

  @Test
  void a_notice_and_an_answer_that_arrive_together_make_one_posting() {
    String account = account();
    String order = order(account);
    provider.meanwhile(order, () -> paid(order, "dark-both", 5000).send(hub.api()));
    provider.saysPaid(order, notice("dark-both", order, 5000));
    await().atMost(PATIENCE).until(() -> hub.api().balance(account) > 0);
    Sql sql = new Sql(hub.servers());
    await().atMost(PATIENCE).until(() -> sql.number("SELECT COUNT(*) FROM inquiry WHERE state = 'open' AND order_id = '"
        + order + "'") == 0);
    assertThat(hub.api().balance(account)).isEqualTo(5000);
    assertThat(sql.number("SELECT COUNT(*) FROM journal_entry WHERE entry_key LIKE '%dark-both'")).isEqualTo(1);
    assertThat(hub.api().get("/api/v1/books").json().path("ok").asBoolean()).isTrue();
  }

  @Test
  void an_unpaid_order_is_closed_at_the_provider_and_what_is_paid_later_is_credited_or_parked() {
    String account = account();
    String order = order(account);
    String other = order(account);
    await().atMost(PATIENCE).until(() -> provider.closed().contains(order) && provider.closed().contains(other));
    await().atMost(PATIENCE).until(() -> state(order).equals("closed") && state(other).equals("closed"));
    assertThat(paid(order, "dark-late", 5000).send(hub.api()).status()).isEqualTo(204);
    assertThat(hub.api().balance(account)).isEqualTo(5000);
    assertThat(state(order)).isEqualTo("paid");
    assertThat(paid(other, "dark-misfit", 4000).send(hub.api()).status()).as("parked").isEqualTo(202);
    assertThat(hub.api().balance(account)).isEqualTo(5000);
  }

  @Test
  void a_claim_is_credited_when_the_provider_confirms_it_and_a_forged_one_ends_on_the_desk() {
    String account = account();
    String meter = "M" + account;
    provider.saysPaid("dark-claim", """
        {"provider":"standard","transactionId":"dark-claim","orderId":null,"meter":"%s","amount":700,"currency":"CNY",\
        "paidAt":"2026-11-23T04:00:00Z","mismatch":null,"raw":null}""".formatted(meter));
    provider.says("dark-forged", "{\"state\":\"unknown\",\"notice\":null,\"reason\":\"no such transaction\"}");
    assertThat(claim("dark-claim", meter, 9900)).isEqualTo("noted");
    assertThat(claim("dark-claim", meter, 9900)).isIn("known", "paid");
    assertThat(claim("dark-forged", meter, 9900)).isEqualTo("noted");
    await().atMost(PATIENCE).until(() -> hub.api().balance(account) == 700);
    await().atMost(PATIENCE).until(() -> hub.api().get("/api/v1/failed?route=payment-claim").body()
        .contains("dark-forged of standard is not confirmed, the provider says unknown: no such transaction"));
    assertThat(hub.api().balance(account)).isEqualTo(700);
    assertThat(hub.api().post("/webhooks/claim", "application/json", "{\"provider\":\"standard\"}", Map.of()).status())
        .isEqualTo(422);
  }

  @Test
  void a_hub_killed_between_the_answer_and_the_posting_credits_after_its_restart() throws SQLException {
    String account = account();
    String order = order(account);
    Properties servers = hub.servers();
    try (Connection lock = DriverManager.getConnection(servers.getProperty("database.url"),
        servers.getProperty("database.user"), servers.getProperty("database.password"))) {
      lock.setAutoCommit(false);
      lock.createStatement().executeQuery("SELECT * FROM topup WHERE id = '" + order + "' FOR UPDATE");
      provider.saysPaid(order, notice("dark-kill", order, 5000));
      Sql sql = new Sql(servers);
      await("the answer is there, the posting waits for the order").atMost(PATIENCE).until(() ->
          sql.number("SELECT COUNT(*) FROM inquiry WHERE answer = 'paid' AND order_id = '" + order + "'") == 1);
      hub.kill9();
      lock.rollback();
    }
    hub.start();
    await().atMost(PATIENCE).until(() -> hub.api().balance(account) == 5000);
    assertThat(paid(order, "dark-kill", 5000).send(hub.api()).status()).isEqualTo(204);
    assertThat(hub.api().balance(account)).isEqualTo(5000);
  }

  private static String account() {
    String account = "D" + ++number;
    assertThat(hub.api().importLines("Dark," + number + "," + account + ",周明,,zh-CN,M" + account + ",native,flat,0,0,1")
        .status()).isEqualTo(201);
    return account;
  }

  private static String order(String account) {
    Api.Answer answer = hub.api().post("/api/v1/topups", "application/json", "{\"account\":\"" + account
        + "\",\"amount\":5000,\"currency\":\"CNY\",\"provider\":\"standard\",\"method\":\"qr\"}",
        Map.of("Idempotency-Key", "dark-" + System.nanoTime()));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(answer.json().at("/client/pay").asText()).isEqualTo("here");
    return answer.json().path("id").asText();
  }

  private static String state(String order) {
    return hub.api().get("/api/v1/topups/" + order).json().path("state").asText();
  }

  private static String claim(String transaction, String meter, long amount) {
    return hub.api().post("/webhooks/claim", "application/json", """
        {"provider":"standard","transactionId":"%s","meter":"%s","amount":%d,"currency":"CNY","source":"sms","raw":"eA=="}"""
        .formatted(transaction, meter, amount), Map.of()).body();
  }

  private static StandardNotice paid(String order, String transaction, long amount) {
    return StandardNotice.forOrder(transaction, order, amount);
  }

  private static String notice(String transaction, String order, long amount) {
    return """
        {"provider":"standard","transactionId":"%s","orderId":"%s","meter":null,"amount":%d,"currency":"CNY",\
        "paidAt":"2026-11-23T04:00:00Z","mismatch":null,"raw":null}""".formatted(transaction, order, amount);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }
}
