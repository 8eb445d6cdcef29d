package io.paywatt.adapter.africastalking;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import io.paywatt.adapter.RunningKamelet;
import io.paywatt.adapter.Vectors;
import io.paywatt.ledger.sms.InboundSms;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AfricasTalkingSmsTest {
  private static final String FORM = "from=%2B254712345678&to=22384&text=BAL+14200000012&date=2026-11-23+12%3A00%3A00"
      + "&id=9bf2c2ab-7d3c&linkId=L-1";
  private static final List<InboundSms> TAKEN = new CopyOnWriteArrayList<>();
  private static RunningKamelet running;

  @BeforeAll
  static void open() throws Exception {
    running = new RunningKamelet(Map.of(
        "africasTalkingSms", new AfricasTalkingSms("token-1", List.of("127.0.0.1"), Vectors.CLOCK),
        "elsewhere", new AfricasTalkingSms("token-1", List.of("127.0.0.11"), Vectors.CLOCK),
        "notSet", new AfricasTalkingSms(null, List.of(), Vectors.CLOCK)), new RouteBuilder() {
          @Override
          public void configure() {
            for (String source : List.of("", "?path=elsewhere&adapter=elsewhere", "?path=not-set&adapter=notSet")) {
              from("kamelet:africastalking-sms-source" + source)
                  .process(exchange -> TAKEN.add(InboundSms.parse(exchange.getMessage().getBody(byte[].class))));
            }
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
  void a_message_at_the_secret_address_is_taken() throws Exception {
    assertThat(post("africastalking/token-1", FORM)).isEqualTo(200);
    assertThat(TAKEN).containsExactly(new InboundSms("africastalking", "9bf2c2ab-7d3c", "+254712345678", "22384",
        "BAL 14200000012", Vectors.CLOCK.instant()));
  }

  @ParameterizedTest
  @CsvSource({"africastalking/token-2, ''", "africastalking/, ''", "africastalking/wrong?token=token-1, ''",
      "africastalking/wrong, &token=token-1", "elsewhere/token-1, ''", "not-set/token-1, ''", "not-set/null, ''"})
  void a_call_without_the_secret_or_from_elsewhere_finds_nothing(String path, String more) throws Exception {
    assertThat(post(path, FORM + more)).isEqualTo(404);
    assertThat(TAKEN).isEmpty();
  }

  @Test
  void a_call_without_an_id_is_told_which_field_is_missing() throws Exception {
    assertThat(post("africastalking/token-1", FORM.replace("id=9bf2c2ab-7d3c&", ""))).isEqualTo(400);
  }

  private static int post(String path, String form) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + "/webhooks/" + path))
        .header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(form)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }
}
