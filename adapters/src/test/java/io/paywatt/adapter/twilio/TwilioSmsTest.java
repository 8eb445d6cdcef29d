package io.paywatt.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import com.twilio.security.RequestValidator;
import io.paywatt.adapter.RunningKamelet;
import io.paywatt.adapter.Vectors;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.sms.InboundSms;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioSmsTest {
  private static final String TOKEN = "12345";
  private static final String URL = "https://pay.example.com/sms/twilio?tenant=acme";
  private static final List<InboundSms> TAKEN = new CopyOnWriteArrayList<>();
  private static RunningKamelet running;

  @BeforeAll
  static void open() throws Exception {
    running = new RunningKamelet(Map.of("twilioSms", new TwilioSms(TOKEN, URL, Vectors.CLOCK), "notSet",
        new TwilioSms(null, null, Vectors.CLOCK)), new RouteBuilder() {
          @Override
          public void configure() {
            onException(Unavailable.class).handled(true).setHeader("CamelHttpResponseCode", constant(503));
            from("kamelet:twilio-sms-source").process(exchange -> take(exchange.getMessage().getBody(byte[].class)));
            from("kamelet:twilio-sms-source?path=twilio-not-set&adapter=notSet").to("mock:none");
          }
        }, 65_536);
  }

  @AfterAll
  static void close() {
    running.close();
  }

  @BeforeEach
  void forget() {
    TAKEN.clear();
  }

  @Test
  void the_message_of_vector_t1_is_taken_as_it_was_sent() throws Exception {
    assertThat(post("twilio", Vectors.text("t1_form.txt"), Vectors.signature("T1_sig")).body()).isEqualTo("<Response/>");
    assertThat(TAKEN).containsExactly(new InboundSms("twilio", "SM0123456789abcdef0123456789abcdef", "+254712345678",
        "+254700000001", "TOPUP 14200000012 50", Vectors.CLOCK.instant()));
  }

  @Test
  void the_vendors_published_sample_has_our_signature() {
    var form = new TreeMap<>(Map.of("CallSid", "CA1234567890ABCDE", "Caller", "+12349013030", "Digits", "1234",
        "From", "+12349013030", "To", "+18005551212"));
    var signature = new TwilioSignature(() -> TOKEN, "https://mycompany.com/myapp.php?foo=1&bar=2");
    assertThat(signature.matches(form, "0/KCTR6DLpKmkAf8muzZqo1nDgQ=")).isTrue();
  }

  @Test
  void what_the_sdk_accepts_we_accept_and_the_other_way_round() throws Exception {
    Map<String, String> form = new TreeMap<>(Map.of("MessageSid", "SM9", "From", "+8613800138000", "To", "+8610", "Body",
        "充值 142 50 & 100% a+b=c 😀", "Zero", ""));
    String signature = sdkSignature(URL, form);
    assertThat(post("twilio", encoded(form), signature).statusCode()).isEqualTo(200);
    assertThat(TAKEN).singleElement().extracting(InboundSms::text).isEqualTo("充值 142 50 & 100% a+b=c 😀");
    assertThat(new RequestValidator(TOKEN).validate(URL, form, signature)).isTrue();
    String withPort = sdkSignature("https://pay.example.com:443/sms/twilio?tenant=acme", form);
    assertThat(post("twilio", encoded(form), withPort).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"TOPUP, BAL", "12345678, 12345679", "MessageSid=SM0, MessageSid=SM1"})
  void a_changed_call_is_refused(String right, String wrong) throws Exception {
    assertThat(post("twilio", Vectors.text("t1_form.txt").replaceFirst(right, wrong), Vectors.signature("T1_sig"))
        .statusCode()).isEqualTo(401);
    assertThat(TAKEN).isEmpty();
  }

  @Test
  void what_is_no_signed_form_is_refused() throws Exception {
    String form = Vectors.text("t1_form.txt");
    assertThat(post("twilio", form, "").statusCode()).isEqualTo(401);
    assertThat(post("twilio", form + "&From=%2B1", Vectors.signature("T1_sig")).statusCode()).isEqualTo(400);
    assertThat(post("twilio", "Body=%ff", Vectors.signature("T1_sig")).statusCode()).isEqualTo(401);
    assertThat(post("twilio", "", Vectors.signature("T1_sig")).statusCode()).isEqualTo(400);
    assertThat(post("twilio-not-set", form, Vectors.signature("T1_sig")).statusCode()).isEqualTo(404);
    assertThat(TAKEN).isEmpty();
  }

  @Test
  void a_store_that_does_not_answer_is_told_as_503() throws Exception {
    Map<String, String> form = Map.of("MessageSid", "SM1", "From", "+1", "To", "+2", "Body", "fail");
    assertThat(post("twilio", encoded(form), sdkSignature(URL, form)).statusCode()).isEqualTo(503);
  }

  private static void take(byte[] json) {
    InboundSms sms = InboundSms.parse(json);
    if (sms.text().equals("fail")) {
      throw new Unavailable("database away", null);
    }
    TAKEN.add(sms);
  }

  /** The validator compares a signature; the one it wants is found by the same arithmetic it does. */
  private static String sdkSignature(String url, Map<String, String> form) throws Exception {
    var mac = javax.crypto.Mac.getInstance("HmacSHA1");
    mac.init(new javax.crypto.spec.SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
    StringBuilder text = new StringBuilder(url);
    new TreeMap<>(form).forEach((name, value) -> text.append(name).append(value));
    String signature = java.util.Base64.getEncoder().encodeToString(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
    assertThat(new RequestValidator(TOKEN).validate(url, form, signature)).isTrue();
    return signature;
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream().map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static HttpResponse<String> post(String path, String form, String signature) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + "/webhooks/" + path))
        .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
        .POST(HttpRequest.BodyPublishers.ofString(form));
    if (!signature.isEmpty()) {
      request.header("X-Twilio-Signature", signature);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
