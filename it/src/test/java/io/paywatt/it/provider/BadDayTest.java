package io.paywatt.it.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.it.support.Api;
import io.paywatt.it.support.HubProcess;
import io.paywatt.it.support.Sql;
import io.paywatt.simulator.meter.Broker;
import io.paywatt.simulator.meter.Fleet;
import io.paywatt.simulator.meter.FleetPlan;
import io.paywatt.simulator.meter.LinkFaults;
import io.paywatt.simulator.meter.MeterBody;
import io.paywatt.simulator.meter.PowerProfile;
import io.paywatt.simulator.meter.SimulatedMeter;
import org.junit.jupiter.api.Test;

/**
 * Every provider on a bad day: in the end ledger, providers' books and meters say the same, and nothing is doubled.
 * {@code -Dbad-day.each=2000} makes it 10,000 payments.
 */
class BadDayTest {
  private static final int EACH = Integer.getInteger("bad-day.each", 10);
  private static final int METERS = Math.min(EACH, 100);
  private static final long AMOUNT = 5000;
  private static final int PAYERS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(120 + EACH / 2);

  /** Makes a provider for a hub at this address. */
  @FunctionalInterface
  private interface Opening {
    Till at(String hub) throws Exception;
  }

  @Test
  void of_yuan_every_one_is_in_the_books_once() throws Exception {
    HubProcess hub = new HubProcess("bad-day-cny");
    day(hub, "CNY", List.of(at -> Tills.wechat(at, hub.data().resolve("wechat")),
        at -> Tills.alipay(at, hub.data().resolve("alipay")), at -> Tills.standard(at, AMOUNT)));
  }

  @Test
  void of_shillings_every_one_is_in_the_books_once() throws Exception {
    day(new HubProcess("bad-day-kes"), "KES", List.of(Tills::mpesa, Tills::stripe));
  }

  private static void day(HubProcess hub, String currency, List<Opening> openings) throws Exception {
    List<Till> tills = new ArrayList<>();
    try (hub) {
      for (Opening opening : openings) {
        tills.add(opening.at("http://127.0.0.1:" + hub.httpPort()));
      }
      tills.forEach(till -> till.settings().forEach(hub::with));
      hub.with("PAYWATT_CURRENCY", currency).with("PAYWATT_INQUIRY_SCHEDULE", "1s").start();
      hub.api().importLines(IntStream.range(0, METERS).mapToObj(i ->
          "Bad day,R" + i + ",A-" + i + ",Asha,,en,M-" + i + ",native,flat,0,0,1").toArray(String[]::new));
      try (Fleet fleet = fleet(hub.servers())) {
        pay(hub, currency, tills);
        agree(hub, tills, fleet);
      }
    } finally {
      tills.forEach(till -> till.end().run());
    }
  }

  private static Fleet fleet(Properties servers) throws Exception {
    FleetPlan plan = new FleetPlan("paywatt", Duration.ofMinutes(10), LinkFaults.Rates.NONE, 4, 16);
    Fleet fleet = new Fleet(Broker.of(servers.getProperty("mqtt.url"), servers.getProperty("mqtt.user"),
        servers.getProperty("mqtt.password")), Instant::now, plan);
    for (int i = 0; i < METERS; i++) {
      fleet.add(new MeterBody("M-" + i, PowerProfile.constant(0), 0, Instant.now()));
    }
    fleet.connect();
    return fleet;
  }

  private static void pay(HubProcess hub, String currency, List<Till> tills) throws Exception {
    ExecutorService payers = Executors.newFixedThreadPool(PAYERS);
    List<Callable<Void>> payments = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      int number = i;
      tills.forEach(till -> payments.add(() -> {
        till.pay().pay(order(hub, currency, till, number));
        return null;
      }));
    }
    try {
      for (Future<Void> paid : payers.invokeAll(payments)) {
        paid.get();
      }
    } finally {
      payers.shutdown();
    }
  }

  /** The caller does what it should after a 503: the same key again. */
  private static JsonNode order(HubProcess hub, String currency, Till till, int number) {
    String body = "{\"meter\":\"M-%d\",\"amount\":%d,\"currency\":\"%s\",\"provider\":\"%s\",\"payer\":%s}"
        .formatted(number % METERS, AMOUNT, currency, till.provider(), till.payer());
    Api.Answer answer = null;
    for (int tries = 0; tries < 20; tries++) {
      answer = hub.api().post("/api/v1/topups", "application/json", body,
          Map.of("Idempotency-Key", till.provider() + number));
      if (answer.status() == 201) {
        return answer.json();
      }
    }
    throw new AssertionError("no order: " + answer.status() + " " + answer.body());
  }

  private static void agree(HubProcess hub, List<Till> tills, Fleet fleet) {
    Sql sql = new Sql(hub.servers());
    long count = (long) EACH * tills.size();
    await("all of it to be credited").atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() ->
        sql.number("SELECT COUNT(*) FROM topup WHERE state = 'paid'") == count);
    assertThat(sql.number("SELECT COUNT(*) FROM payment")).as("payments").isEqualTo(count);
    for (Till till : tills) {
      assertThat(sql.number("SELECT SUM(amount) FROM payment WHERE state = 'posted' AND provider = '" + till.provider() + "'"))
          .as(till.provider() + "'s books").isEqualTo(till.booked().getAsLong()).isEqualTo(EACH * AMOUNT);
    }
    for (SimulatedMeter meter : fleet.meters()) {
      long balance = hub.api().balance(meter.body().serial().replace("M-", "A-"));
      await(meter.body().serial() + " to show its balance").atMost(PATIENCE).until(() ->
          Long.valueOf(balance).equals(meter.body().balance()));
    }
    assertThat(hub.api().get("/api/v1/books").json().at("/ok").asBoolean()).as("the books are right").isTrue();
  }
}
