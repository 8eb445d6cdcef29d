package io.paywatt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.it.support.HubProcess;
import io.paywatt.it.support.StandardNotice;
import io.paywatt.it.support.StubQuery;
import io.paywatt.simulator.smpp.Smsc;
import io.paywatt.simulator.smpp.Submitted;
import io.paywatt.simulator.twilio.TwilioSender;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Residents write, and are answered over the air of a simulated operator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmsPaymentTest {
  private static final String PUBLIC = "https://pay.example.com/webhooks/twilio";
  private static final String FORWARDED = "%s Confirmed. Ksh%s sent to PAYWATT for account %s on 23/11/26 at 12:00 PM New M-PESA"
      + " balance is Ksh8,450.12. Transaction cost, Ksh0.00. Amount you can transact within the day is 499,950.00.";
  /** Signs that mean something in an address: they have to arrive as they are. */
  private static final String PASSWORD = "p+w&1%2";
  private static final String TWILIO_TOKEN = "token-between-twilio-and-us";
  /** Somebody of whom nothing is known, in a message that nobody expects. */
  private static final String STRANGER = "Atieno Wambui, 0733000009";
  /** Of an integrator: says whole what it can't do. */
  private static final String CARELESS = """
      - route:
          id: own-notice
          description: Take a notice of our own
          from:
            id: own-call
            description: Somebody calls
            uri: platform-http
            parameters:
              path: /own-notice
            steps:
              - throwException:
                  id: own-fault
                  description: Says what was sent
                  exceptionType: java.lang.IllegalStateException
                  message: "There is no account for ${bodyAs(String)}"
      """;
  private static final Duration LONG = Duration.ofSeconds(45);
  private HubProcess hub;
  private Smsc smsc;
  private StubQuery provider;
  private TwilioSender twilio;

  @BeforeAll
  void open() throws IOException {
    smsc = Smsc.start(0, "paywatt", PASSWORD);
    provider = StubQuery.start();
    hub = new HubProcess("sms");
    hub.with("PAYWATT_SMPP_URL", smsc.url()).with("PAYWATT_SMPP_USER", "paywatt").with("PAYWATT_SMPP_PASSWORD", PASSWORD)
        .with("PAYWATT_SMS_CHANNEL", "smpp").with("PAYWATT_SMPP_SENDER", "22384").with("PAYWATT_SMS_OWN_NUMBERS", "22384")
        .with("PAYWATT_TWILIO_AUTH_TOKEN", TWILIO_TOKEN).with("PAYWATT_TWILIO_PUBLIC_URL", PUBLIC)
        .with("PAYWATT_CURRENCY", "KES").with("PAYWATT_SMS_COUNTRY_PREFIX", "+254").with("PAYWATT_INQUIRY_SCHEDULE", "1s")
        .with("PAYWATT_INQUIRY_LIMIT", "15s").with("MPESA_STUB", provider.url())
        .with("PAYWATT_ROUTES_DIRECTORY", routesWithStub(hub.data().resolve("routes")).toString()).start();
    twilio = new TwilioSender(hub.api().url("/webhooks/twilio"), PUBLIC, TWILIO_TOKEN);
    assertThat(hub.api().importLines("Kilimani,1,K1,Wanjiru,0712345678,zh-CN,14200000012,native,flat,12.30,0,1",
        "Kilimani,2,K2,Otieno,+254722000002,en,14200000013,native,flat,0,0,1",
        "Kilimani,3,K3,Achieng,0733000004,zh-CN,14200000014,native,flat,0,0,1",
        "Kilimani,4,K4,Wekesa,0733000008,en,14200000015,native,flat,0,0,1").status()).isEqualTo(201);
    await("the hub to be bound to the SMSC").atMost(LONG).until(() -> smsc.receivers() > 0);
  }

  @AfterAll
  void close() {
    hub.close();
    smsc.close();
    provider.close();
  }

  @Test
  void a_resident_texts_for_the_balance_and_gets_it_by_sms() throws IOException {
    smsc.deliver("+254712345678", "22384", "余额", false);
    await().atMost(LONG).untilAsserted(() -> assertThat(texts("254712345678"))
        .contains("Kilimani1当前电费余额KES 12.30。表号14200000012。"));
    assertThat(twilio.post(TwilioSender.message("SM1", "+254722000002", "+254700000001", "bal")).text()).isEqualTo("<Response/>");
    assertThat(twilio.post(TwilioSender.message("SM1", "+254722000002", "+254700000001", "bal")).status()).isEqualTo(200);
    await().atMost(LONG).untilAsserted(() -> assertThat(texts("254722000002"))
        .containsOnlyOnce("Kilimani 2: your electricity balance is KES 0.00. Meter 14200000013."));
  }

  @Test
  void a_forwarded_confirmation_in_parts_credits_once_and_only_after_the_provider_said_so() throws IOException {
    String text = FORWARDED.formatted("QHX7AB12CD", "1,250.00", "14200000014");
    smsc.deliver("+254733000004", "22384", text, true);
    await().atMost(LONG).untilAsserted(() -> assertThat(texts("254733000004"))
        .anyMatch(told -> told.contains("QHX7AB12CD") && told.contains("正在向支付机构核实")));
    await().atMost(LONG).until(() -> provider.asked("QHX7AB12CD") >= 2);
    assertThat(hub.api().balance("K3")).isZero();

    provider.paid("QHX7AB12CD", 125_000);
    await().atMost(LONG).until(() -> hub.api().balance("K3") == 125_000);
    await().atMost(LONG).untilAsserted(() -> assertThat(texts("254733000004")).anyMatch(told -> told.contains("充值KES 1,250.00成功")));
    twilio.post(TwilioSender.message("SM2", "+254733000004", "+254700000001", text));
    smsc.deliver("+254733000004", "22384", text, false);
    await().during(Duration.ofSeconds(3)).atMost(LONG).until(() -> hub.api().balance("K3") == 125_000);
  }

  @Test
  void a_confirmation_the_provider_does_not_know_credits_nothing_and_ends_on_the_desk() throws IOException {
    twilio.post(TwilioSender.message("SM3", "+254722000002", "+254700000001",
        FORWARDED.formatted("QHX7AB12CE", "99.00", "14200000013")));
    await().atMost(LONG).untilAsserted(() -> assertThat(hub.api().get("/api/v1/failed").body()).contains("QHX7AB12CE"));
    assertThat(hub.api().balance("K2")).isZero();
  }

  @Test
  void a_confirmation_of_a_stranger_waits_for_a_person() throws IOException {
    twilio.post(TwilioSender.message("SM4", "+254733000003", "+254700000001",
        FORWARDED.formatted("QHX7AB12CF", "99.00", "14200000013")));
    await().atMost(LONG).untilAsserted(() -> assertThat(hub.api().get("/api/v1/failed").body())
        .contains("the sender's phone stands on no account"));
    assertThat(provider.asked("QHX7AB12CF")).isZero();
    assertThat(texts("254733000003")).isEmpty();
  }

  @Test
  void a_forged_call_is_refused() throws IOException {
    assertThat(twilio.post(TwilioSender.message("SM5", "+254712345678", "+254700000001", "BAL"), "Zm9yZ2Vk").status())
        .isEqualTo(401);
  }

  @Test
  void the_log_says_nobodys_name_or_phone_and_no_secret() throws IOException {
    StandardNotice paid = paid("log-1", 100);
    assertThat(paid.send(hub.api()).status()).isEqualTo(204);
    assertThat(paid("log-1", 200).send(hub.api()).status()).isEqualTo(409);
    assertThat(hub.api().post("/webhooks/standard", "application/json", paid.body() + " ", paid.headers()).status())
        .isEqualTo(401);
    String spoilt = paid.body().replace("\"amount\":100", "\"amount\":\"0733000009\"");
    assertThat(new StandardNotice("msg_spoilt", paid.at(), spoilt).send(hub.api()).status()).isEqualTo(400);
    assertThat(hub.api().post("/own-notice", "text/plain", STRANGER, Map.of()).status()).isEqualTo(500);
    String right = "right-password-of-the-test";
    String user = "{\"name\":\"njeri\",\"password\":\"" + right + "\",\"roles\":[\"support\"],\"everySite\":true}";
    assertThat(hub.api().post("/api/v1/users", "application/json", user, Map.of()).status()).isEqualTo(201);
    assertThat(logIn("njeri", right)).isEqualTo(200);
    assertThat(logIn("njeri", "wrong-password-of-the-test")).isEqualTo(401);
    assertThat(logIn("password-in-the-field-of-the-name", "x")).isEqualTo(401);
    editAndReplay(stranded("QHX7AB12CG"));

    String log = hub.output();
    assertThat(log).contains("PayWatt is ready", "of route own-notice is on the desk", "A login as njeri was refused");
    assertThat(log).doesNotContain("Wanjiru", "Otieno", "Achieng", "Wekesa", "Atieno", "Wambui");
    assertThat(log).doesNotContain("712345678", "722000002", "733000004", "733000008", "733000009", "13900000000");
    assertThat(log).doesNotContain(right, "wrong-password", "password-in-the-field", "test-token", TWILIO_TOKEN, PASSWORD,
        HubProcess.STANDARD_SECRET, "webhook-key", hub.servers().getProperty("database.password"),
        hub.servers().getProperty("mqtt.password"));
  }

  private static StandardNotice paid(String transaction, long amount) {
    StandardNotice notice = StandardNotice.payment(transaction, "14200000015", amount);
    return new StandardNotice(notice.id(), notice.at(), notice.body().replace("\"CNY\"",
        "\"KES\",\"payer\":\"Atieno Wambui\",\"phone\":\"0733000009\""));
  }

  private int logIn(String name, String password) {
    return hub.api().anonymous().post("/api/v1/login", "application/json",
        "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}", Map.of()).status();
  }

  /** A text that waits for a person. @return its number on the desk */
  private long stranded(String transaction) throws IOException {
    twilio.post(TwilioSender.message("SM-" + transaction, "+254733000009", "+254700000001",
        FORWARDED.formatted(transaction, "77.00", "14200000013") + " " + STRANGER));
    await().atMost(LONG).until(() -> hub.api().get("/api/v1/failed?q=" + transaction).json().at("/items/0").isObject());
    return hub.api().get("/api/v1/failed?q=" + transaction).json().at("/items/0/id").asLong();
  }

  private void editAndReplay(long id) {
    String message = "/api/v1/failed/" + id;
    ObjectNode edit = (ObjectNode) hub.api().post(message + "/reveal", "application/json", "{\"reason\":\"she calls\"}",
        Map.of()).json();
    edit.put("body", edit.path("body").asText().replace("77.00", "78.00")).put("reason", "misread").retain("version", "body",
        "reason");
    assertThat(hub.api().post(message + "/versions", "application/json", edit.toString(), Map.of()).status()).isEqualTo(201);
    hub.api().post("/api/v1/failed/replays", "application/json", "{\"ids\":[" + id + "]}", Map.of());
    await().atMost(LONG).until(() -> hub.api().get(message).json().path("replays").asInt() == 1);
  }

  /** What came to a phone, however its number was written on the account. */
  private List<String> texts(String to) {
    return smsc.submitted().stream().filter(sms -> sms.to().endsWith(to.substring("254".length()))).map(Submitted::text).toList();
  }

  /** The routes as shipped, with a provider whose query is this test's. */
  private static Path routesWithStub(Path folder) throws IOException {
    Path shipped = HubProcess.HOME.resolve("routes");
    try (Stream<Path> all = Files.walk(shipped)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(shipped.relativize(path).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(path, copy);
      }
    }
    Files.writeString(folder.resolve("own-notice.camel.yaml"), CARELESS, StandardCharsets.UTF_8);
    Files.writeString(folder.resolve("kamelets/mpesa-query-action.kamelet.yaml"), StubQuery.KAMELET, StandardCharsets.UTF_8);
    return folder;
  }
}
