package io.paywatt.it.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.it.support.Api;
import io.paywatt.it.support.HubProcess;
import io.paywatt.it.support.MeterOnWire;
import io.paywatt.it.support.StandardNotice;
import io.paywatt.simulator.http.Faults;
import io.paywatt.simulator.mpesa.Bodies;
import io.paywatt.simulator.mpesa.Mpesa;
import io.paywatt.simulator.mpesa.Payment;
import io.paywatt.simulator.mpesa.ShortCode;

/** The hub of a morning on which a support clerk has something to do: payments that went well, and some that did not. */
final class Clerk implements AutoCloseable {
  static final String PASSWORD = "a long enough password";
  /** A business day of M-Pesa that was compared. */
  static final String DAY = "2026-11-23";
  static final String SCRIPT =
      "<script>document.title='taken over'</script><img src=x onerror=\"document.title='taken over'\">";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TOKEN = "console0token0console0token00";
  private static final String PHONE = "254712345678";

  final HubProcess hub;
  private final Mpesa mpesa;
  private MeterOnWire meter;

  Clerk() throws Exception {
    mpesa = Mpesa.start(ShortCode.generate(), 0, Faults.none());
    hub = new HubProcess("console");
    ShortCode code = mpesa.shortCode();
    Map.of("CONSUMER_KEY", code.consumerKey(), "CONSUMER_SECRET", code.consumerSecret(), "SHORT_CODE", code.code(), "PASSKEY",
        code.passkey(), "CALLBACK_TOKEN", TOKEN, "CALLBACK_URL", "http://127.0.0.1:" + hub.httpPort(), "BASE_URL", mpesa.url(),
        "INITIATOR", code.initiator(), "SECURITY_CREDENTIAL", code.securityCredential())
        .forEach((name, value) -> hub.with("PAYWATT_MPESA_" + name, value));
    hub.with("PAYWATT_CURRENCY", "KES").with("PAYWATT_INQUIRY_SCHEDULE", "1s").with("PAYWATT_INQUIRY_LIMIT", "3s").start();
    hub.api().importLines("明德公寓,3-301,A-0301,王小明,13800138123,zh-CN,C-1,native,flat,100.00,0,1",
        "明德公寓,3-302,A-0302,李伟,,zh-CN,C-2,native,flat,20.00,0,1", "香樟园,1-101,B-0101,Ann & Co,,en,C-3,native,flat,0,0,1");
    user("clara", "support", "\"everySite\":true");
    user("arthur", "approver", "\"everySite\":true");
    user("ada", "administrator", "\"everySite\":true");
    user("lena", "viewer", "\"sites\":[\"明德公寓\"]");
    meter = MeterOnWire.connect(hub.servers(), "C-1");
    meter.send("online", "{\"online\":true}");
    for (int minutes = 120; minutes >= 0; minutes -= 10) {
      meter.send("reading", """
          {"at":"%s","energyWh":%d,"relay":"closed","powerW":%d,"voltageV":[%d.5],"currentA":[3.6]}""".formatted(
          Instant.now().minusSeconds(60L * minutes), 20_000 - 100 * minutes, 600 + 2 * minutes, 228 + minutes % 3));
    }
    StandardNotice good = notice("paid-1", "C-1", 5000);
    assertThat(good.send(hub.api()).status()).isEqualTo(204);
    billOfThatDay();
  }

  /** A statement of M-Pesa with a payment that the hub knows nothing of. */
  private void billOfThatDay() throws IOException {
    Path file = hub.data().resolve("statement.csv");
    Files.writeString(file, "kind,transactionId,orderId,refundId,amount,currency,state,at\n"
        + "payment,QHX1,,,5000,KES,done," + DAY + "T09:00:00+03:00\n");
    HubProcess.Result loaded = hub.run("bills", "import", "mpesa", DAY, file.toString());
    assertThat(loaded.exit()).as(loaded.output()).isZero();
  }

  String console() {
    return hub.api().url("/console/");
  }

  Api api() {
    return hub.api();
  }

  /** A payment for a meter that nobody has registered yet. */
  void failingPayment(String transaction, String serial) {
    assertThat(notice(transaction, serial, 4200).send(hub.api()).status()).isEqualTo(202);
  }

  /** The meter is registered, which mends the cause. */
  void register(String serial) {
    Api.Answer imported = hub.api().importLines("香樟园,1-102,B-" + serial + ",Li Na,,en," + serial + ",native,flat,0,0,1");
    assertThat(imported.status()).as(imported.body()).isEqualTo(201);
  }

  /** A payment through another provider than the order it names. */
  void mismatchedPayment(String transaction) {
    Api.Answer order = hub.api().post("/api/v1/topups", "application/json", """
        {"meter":"C-2","amount":3000,"currency":"KES","provider":"mpesa","payer":{"phone":"%s"}}""".formatted(PHONE),
        Map.of("Idempotency-Key", "order-" + transaction));
    assertThat(order.status()).as(order.body()).isEqualTo(201);
    StandardNotice paid = inShillings(StandardNotice.forOrder(transaction, order.json().path("id").asText(), 3000));
    assertThat(paid.send(hub.api()).status()).isEqualTo(202);
  }

  /** A confirmation that somebody made up: M-Pesa knows nothing of it, and the claim ends on the desk. */
  void forgedPayment(String receipt) throws Exception {
    Payment madeUp = new Payment(receipt, "C-2", 50, PHONE, Instant.now());
    String door = "http://127.0.0.1:" + hub.httpPort() + "/webhooks/mobile/" + TOKEN + "/confirmation";
    assertThat(mpesa.post(door, Bodies.payBill(mpesa.shortCode().code(), madeUp)).status()).isEqualTo(200);
    await("the claim on the desk").atMost(PATIENCE).until(() ->
        hub.api().get("/api/v1/failed?q=" + receipt).body().contains("not confirmed"));
  }

  /** A reading with script in it, which can't be read and ends on the desk. */
  void scriptFromAMeter() {
    meter.send("reading", "{\"at\":\"" + SCRIPT.replace("\"", "\\\"") + "\"}");
    await("the message on the desk").atMost(PATIENCE).until(() ->
        hub.api().get("/api/v1/failed?route=reading-store").body().contains("\"id\""));
  }

  /** Starts or stops a route. */
  JsonNode turn(String route, String action) {
    return hub.api().post("/api/v1/routes/" + route + "/" + action, "application/json", "{\"reason\":\"a test\"}", Map.of())
        .json();
  }

  private void user(String name, String role, String sites) {
    Api.Answer added = hub.api().post("/api/v1/users", "application/json", """
        {"name":"%s","password":"%s","roles":["%s"],%s}""".formatted(name, PASSWORD, role, sites), Map.of());
    assertThat(added.status()).as(added.body()).isEqualTo(201);
  }

  private static StandardNotice notice(String transaction, String serial, long amount) {
    return inShillings(StandardNotice.payment(transaction, serial, amount));
  }

  private static StandardNotice inShillings(StandardNotice notice) {
    return new StandardNotice(notice.id(), notice.at(), notice.body().replace("\"CNY\"", "\"KES\""));
  }

  @Override
  public void close() {
    if (meter != null) {
      meter.close();
    }
    hub.close();
    mpesa.close();
  }
}
