package io.paywatt.ledger.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentNoticeTest {
  private static final String GOOD = """
      {"provider":"wechat","transactionId":"4200001","orderId":"PW1","meter":null,"amount":5000,"currency":"CNY",\
      "paidAt":"2026-11-23T12:00:01.5+08:00","mismatch":null,"raw":"aGVsbG8="}""";

  @Test
  void a_notice_survives_the_way_through_json() {
    PaymentNotice notice = parse(GOOD);
    PaymentNotice again = PaymentNotice.parse(notice.toJson());
    assertThat(again).usingRecursiveComparison().isEqualTo(notice);
    assertThat(again.money()).isEqualTo(new Money(5000, "CNY"));
    assertThat(again.paidAt()).isEqualTo(Instant.parse("2026-11-23T04:00:01.5Z"));
    assertThat(again.raw()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
  }

  @Test
  void what_may_be_null_may_be_absent_and_the_json_is_kept_when_there_is_no_raw() {
    String small = "{\"provider\":\"mine\",\"transactionId\":\"1\",\"meter\":\"M 1\",\"amount\":1,\"currency\":\"JPY\","
        + "\"paidAt\":\"2026-11-23T04:00:00Z\"}";
    assertThat(parse(small).raw()).asString(StandardCharsets.UTF_8).isEqualTo(small);
  }

  @ParameterizedTest(name = "{0} as {1}")
  @CsvSource(delimiter = '|', textBlock = """
      "amount":5000                            | "amount":0                          | amount is 0,
      "amount":5000                            | "amount":-5                         | amount is -5,
      "amount":5000                            | "amount":50.0                       | amount is 50.0,
      "amount":5000                            | "amount":5e3                        | amount is 5E+3,
      "amount":5000                            | "amount":"5000"                     | amount is "5000",
      "amount":5000                            | "amount":1000000000001              | amount is 1000000000001,
      "amount":5000                            | "amount":99999999999999999999       | amount is 99999999999999999999,
      "amount":5000                            | "amount":null                       | amount is missing
      "amount":5000                            | "amount":5000,"amount":1            | names a field twice
      "amount":5000                            | "amount":5000,"fee":1               | fee is there
      "currency":"CNY"                         | "currency":"cny"                    | currency is "cny"
      "currency":"CNY"                         | "currency":"QQQ"                    | currency is QQQ
      "currency":"CNY"                         | "currency":"XAU"                    | currency is XAU
      "provider":"wechat"                      | "provider":"WeChat"                 | provider is "WeChat"
      "provider":"wechat"                      | "provider":""                       | provider is ""
      "transactionId":"4200001"                | "transactionId":""                  | transactionId is ""
      "transactionId":"4200001"                | "transactionId":"42 "               | transactionId is "42 "
      "transactionId":"4200001"                | "transactionId":42                  | transactionId is 42
      "transactionId":"4200001"                | "transactionId":"支付"               | transactionId is
      "transactionId":"4200001",               | ''                                  | transactionId is missing
      "orderId":"PW1"                          | "orderId":["PW1"]                   | orderId is ARRAY
      "meter":null                             | "meter":"a\\u0000b"                 | meter is
      "paidAt":"2026-11-23T12:00:01.5+08:00"   | "paidAt":"2026-11-23 12:00:01"      | paidAt is "2026-11-23 12:00:01"
      "paidAt":"2026-11-23T12:00:01.5+08:00"   | "paidAt":"2026-02-30T12:00:01Z"     | paidAt is 2026-02-30T12:00:01Z
      "paidAt":"2026-11-23T12:00:01.5+08:00"   | "paidAt":1764000000                 | paidAt is 1764000000
      "raw":"aGVsbG8="                         | "raw":"%%%"                         | raw is 3 characters
      {"provider"                              | ["provider"                         | not JSON
      }                                        | }x                                  | not JSON
      "amount":5000                            | "amount":05000                      | not JSON
      """)
  void a_wrong_field_is_named_with_its_value_and_what_is_allowed(String good, String bad, String named) {
    String json = GOOD.replace(good, bad);
    assertThat(json).isNotEqualTo(GOOD);
    assertThatThrownBy(() -> parse(json)).isInstanceOf(Rejected.class)
        .hasMessageContaining(named.strip().replaceFirst(",$", "")).hasMessageContaining("allowed is")
        .extracting(e -> ((Rejected) e).status()).isEqualTo(422);
  }

  @Test
  void an_amount_that_the_ledger_could_not_hold_is_refused_in_every_currency() {
    assertThatThrownBy(() -> parse(GOOD.replace("5000", "100000000001"))).hasMessageContaining("1 to 100000000000");
    assertThatThrownBy(() -> parse(GOOD.replace("5000", "1000000001").replace("CNY", "JPY")))
        .hasMessageContaining("1 to 1000000000");
  }

  @Test
  void a_long_or_foul_value_is_cut_to_one_short_line() {
    assertThatThrownBy(() -> parse(GOOD.replace("PW1", "x".repeat(5000)))).message().hasSizeLessThan(160);
  }

  private static PaymentNotice parse(String json) {
    return PaymentNotice.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}
