package io.paywatt.hub.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.paywatt.ledger.Misconfigured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClockCheckTest {
  private HttpServer provider;

  @BeforeEach
  void start() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext("/", exchange -> {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
    });
    provider.start();
  }

  @AfterEach
  void stop() {
    provider.stop(0);
  }

  @Test
  void a_clock_that_agrees_with_a_provider_is_right() {
    assertThat(look(Duration.ZERO)).isEqualTo("agrees with wechat");
  }

  @Test
  void a_clock_that_is_behind_or_ahead_is_named_with_how_much_and_what_to_do() {
    assertThatThrownBy(() -> look(Duration.ofMinutes(-6))).isInstanceOfSatisfying(Misconfigured.class, fault ->
        assertThat(fault.faults().get(0)).matches("This machine's clock is 3\\d\\d s behind wechat .*Set it by NTP.*"));
    assertThatThrownBy(() -> look(Duration.ofMinutes(2))).isInstanceOfSatisfying(Misconfigured.class, fault ->
        assertThat(fault.faults().get(0)).contains("s ahead of wechat"));
  }

  @Test
  void a_provider_that_is_not_there_says_nothing() {
    provider.stop(0);
    assertThat(look(Duration.ofHours(1))).isEqualTo("wechat was not reached");
  }

  private String look(Duration wrong) {
    String url = "http://127.0.0.1:" + provider.getAddress().getPort();
    return new ClockCheck(Clock.offset(Clock.systemUTC(), wrong)).providers(Map.of("wechat", url)).result();
  }
}
