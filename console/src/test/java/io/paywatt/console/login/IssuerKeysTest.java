package io.paywatt.console.login;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Keys of an issuer that changes them. */
class IssuerKeysTest {
  private HttpServer issuer;
  private String current = "first";
  private int status = 200;
  private int asked;
  private Instant now = Instant.parse("2026-11-28T08:00:00Z");
  private IssuerKeys keys;

  @BeforeEach void start() throws IOException {
    issuer = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    issuer.createContext("/keys", exchange -> {
      asked++;
      byte[] answer = ("{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"" + current + "\"}]}").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    });
    issuer.start();
    keys = new IssuerKeys("http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys", new TestClock());
  }

  @AfterEach void stop() {
    issuer.stop(0);
  }

  @Test void a_new_key_is_fetched_when_it_is_first_met_and_strange_ones_do_not_make_the_hub_ask_more_often() {
    assertThat(ids("first")).containsExactly("first");
    current = "second";
    assertThat(ids("second")).containsExactly("first");
    assertThat(asked).isEqualTo(1);
    now = now.plus(Duration.ofSeconds(31));
    assertThat(ids("second")).containsExactly("second");
    assertThat(ids("made-up")).containsExactly("second");
    assertThat(asked).isEqualTo(2);
  }

  @Test void a_key_that_was_withdrawn_is_believed_for_an_hour_at_most() {
    assertThat(ids("first")).containsExactly("first");
    current = "second";
    now = now.plus(Duration.ofMinutes(59));
    assertThat(ids("first")).containsExactly("first");
    now = now.plus(Duration.ofMinutes(2));
    assertThat(ids("first")).containsExactly("second");
  }

  @Test void an_issuer_that_is_away_leaves_the_keys_as_they_are() {
    assertThat(ids("first")).containsExactly("first");
    status = 503;
    now = now.plus(Duration.ofHours(2));
    assertThat(ids("first")).containsExactly("first");
    assertThat(asked).isEqualTo(2);
  }

  private List<String> ids(String wanted) {
    return keys.with(wanted).stream().map((JsonObject key) -> key.getString("kid")).toList();
  }

  private final class TestClock extends Clock {
    @Override public Instant instant() {
      return now;
    }

    @Override public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
