package io.paywatt.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.payment.PaymentNotice;
import org.junit.jupiter.api.Test;

/**
 * What every payment adapter must do, tried over the wire through its shipped kamelet. A provider's test extends this and
 * says how its provider signs.
 */
public abstract class PaymentAdapterContractTest extends PaymentAdapterOnTheWire {
  @Test
  void a_genuine_notice_reaches_the_route_once_and_is_answered_with_success() throws Exception {
    Call call = genuine(0);
    assertThat(send(call).statusCode()).isEqualTo(success());
    PaymentNotice notice = accepted.get(0);
    assertThat(accepted).hasSize(1);
    assertThat(notice.provider()).isEqualTo(provider());
    assertThat(notice.orderId()).isEqualTo("PW20261123000001");
    assertThat(notice.money().amount()).isEqualTo(5000);
    assertThat(notice.money().currency()).isEqualTo("CNY");
    assertThat(notice.paidAt()).isEqualTo("2026-11-23T04:00:00Z");
    assertThat(notice.mismatch()).isNull();
    assertThat(notice.raw()).isEqualTo(call.body());
  }

  @Test
  void nothing_of_the_request_comes_back_in_the_answer() throws Exception {
    Map<String, List<String>> headers = send(genuine(0).with("X-Curious", "1")).headers().map();
    assertThat(headers.keySet()).isSubsetOf(":status", "content-length", "content-type");
  }

  @Test
  void a_replayed_notice_gives_the_same_content() throws Exception {
    send(genuine(0));
    send(genuine(0));
    send(repeated());
    assertThat(accepted).hasSize(3);
    for (PaymentNotice notice : accepted) {
      assertThat(notice).usingRecursiveComparison().ignoringFields("raw").isEqualTo(accepted.get(0));
    }
  }

  @Test
  void a_forged_notice_is_refused() throws Exception {
    assertRefused(send(forged()), 401);
  }

  @Test
  void a_notice_changed_by_one_byte_is_refused() throws Exception {
    byte[] body = genuine(0).body().clone();
    body[body.length / 2] ^= 1;
    assertRefused(send(genuine(0).withBody(body)), 401);
  }

  @Test
  void a_notice_up_to_five_minutes_old_or_early_is_taken() throws Exception {
    send(genuine(-300));
    send(genuine(300));
    assertThat(accepted).hasSize(2);
  }

  @Test
  void a_stale_notice_is_refused() throws Exception {
    assertRefused(send(genuine(-301)), 401);
  }

  @Test
  void a_notice_from_the_future_is_refused() throws Exception {
    assertRefused(send(genuine(301)), 401);
  }

  @Test
  void a_notice_without_one_of_its_signed_headers_is_refused() throws Exception {
    for (String header : genuine(0).headers().keySet()) {
      if (!header.equalsIgnoreCase("Content-Type")) {
        assertRefused(send(genuine(0).without(header)), 401);
        assertRefused(send(genuine(0).with(header, "?")), 401);
      }
    }
  }

  @Test
  void a_notice_with_lower_case_headers_is_taken() throws Exception {
    Map<String, String> lower = new TreeMap<>();
    genuine(0).headers().forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    assertThat(send(new Call(lower, genuine(0).body())).statusCode()).isEqualTo(success());
  }

  @Test
  void a_notice_for_another_merchant_is_never_taken_for_ours() throws Exception {
    otherMerchantOutcome(send(otherMerchant()));
    assertThat(accepted).allSatisfy(notice -> assertThat(notice.mismatch()).isNotNull());
  }

  @Test
  void a_body_cut_short_is_refused() throws Exception {
    byte[] body = genuine(0).body();
    assertRefused(send(genuine(0).withBody(Arrays.copyOf(body, body.length - 10))), 401);
    assertRefused(send(genuine(0).withBody(new byte[0])), 400);
  }

  @Test
  void a_body_that_ends_before_its_announced_length_never_reaches_the_route() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", running.port())) {
      socket.getOutputStream().write(head(genuine(0), genuine(0).body().length + 100));
      socket.getOutputStream().write(genuine(0).body());
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    }
    assertThat(accepted).isEmpty();
  }

  @Test
  void a_body_over_64_kilobytes_is_refused_by_the_adapter() throws Exception {
    assertRefused(send(signed(new byte[WebhookCall.MAX_BODY + 1])), 413);
  }

  @Test
  void a_body_of_ten_megabytes_is_refused_before_it_is_read() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", running.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(head(genuine(0), 10 * 1024 * 1024));
      socket.getOutputStream().write(new byte[1000]);
      assertThat(firstLine(socket.getInputStream())).contains(" 413 ");
    }
    assertThat(accepted).isEmpty();
  }

  @Test
  void a_wrong_content_type_is_refused() throws Exception {
    for (String type : List.of("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain",
        "application/xml")) {
      assertThat(send(genuine(0).with("Content-Type", type)).statusCode()).as(type).isEqualTo(415);
    }
    assertThat(send(genuine(0).without("Content-Type")).statusCode()).isBetween(400, 415);
    assertThat(accepted).isEmpty();
  }

  @Test
  void a_charset_in_the_content_type_does_not_matter() throws Exception {
    for (String charset : List.of("utf-8", "GBK", "no-such-charset")) {
      Call call = genuine(0).with("Content-Type", "application/json; charset=" + charset);
      assertThat(send(call).statusCode()).as(charset).isEqualTo(success());
    }
  }

  @Test
  void malformed_json_is_refused_even_when_it_is_signed() throws Exception {
    for (String body : List.of("{", "[]", "null", "{}", "\"text\"", "{\"a\":1}}", "{'a':1}", "\u0000", "{\"type\":1}",
        "[".repeat(5000))) {
      assertRefused(send(signed(body.getBytes(StandardCharsets.UTF_8))), 400);
    }
    assertRefused(send(signed(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})), 400);
  }

  @Test
  void a_key_that_comes_twice_is_refused() throws Exception {
    assertRefused(send(duplicateKey()), 400);
  }

  @Test
  void a_route_that_fails_never_says_success() throws Exception {
    fault = new Unavailable("database down", null);
    assertThat(send(genuine(0)).statusCode()).isEqualTo(500);
    faultHandled = true;
    assertThat(send(genuine(0)).statusCode()).isEqualTo(503);
  }

  @Test
  void without_configuration_the_endpoint_answers_404() throws Exception {
    running.close();
    start(notConfigured());
    assertRefused(send(genuine(0)), 404);
  }

  @Test
  void only_post_is_served() throws Exception {
    HttpRequest get = HttpRequest.newBuilder(address()).GET().build();
    assertThat(http.send(get, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }
}
