package io.paywatt.ledger.refund;

import static io.paywatt.ledger.MoneyHouse.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import io.paywatt.ledger.MoneyHouse;
import io.paywatt.ledger.Rejected;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefundIntakeTest {
  private static MoneyHouse house;
  private static int number;
  private long payment;

  @BeforeAll
  static void open() {
    house = MoneyHouse.open("refund_intake");
  }

  @BeforeEach
  void paid() {
    house.account("A" + ++number, 0);
    payment = house.pay("wechat", "pay-" + number, null, "M-A" + number, 5000);
  }

  @AfterEach
  void books() {
    assertThat(house.ledger.books.problems()).isEmpty();
  }

  @Test
  void a_notice_ends_the_refund_once_however_often_it_comes() {
    Refund refund = house.refund(payment, 300L);
    List<String> outcomes = MoneyHouse.together(8, i -> house.notices.accept(told(refund, "done")).outcome());
    assertThat(outcomes).containsOnlyOnce("posted").containsOnly("posted", "duplicate");
    assertThat(state(refund)).isEqualTo("done");
    assertThat(house.refunds.get(payment, refund.id()).providerRefundId()).isEqualTo("p-" + refund.id());
    house.desk.answered(refund.id(), "refund", "{\"state\":\"refused\"}");
    assertThat(state(refund)).isEqualTo("done");
  }

  @Test
  void a_refused_notice_gives_the_money_back() {
    Refund refund = house.refund(payment, 300L);
    assertThat(house.ledger.balance("A" + number)).isEqualTo(4700);
    assertThat(house.notices.accept(told(refund, "refused")).outcome()).isEqualTo("posted");
    assertThat(house.ledger.balance("A" + number)).isEqualTo(5000);
  }

  @Test
  void an_abnormal_refund_waits_for_a_person_and_may_still_end_well() {
    Refund refund = house.refund(payment, 300L);
    house.notices.accept(told(refund, "abnormal"));
    assertThat(state(refund)).isEqualTo("abnormal");
    assertThat(house.ledger.number("SELECT COUNT(*) FROM outbox WHERE effect_key = ?", "refund-abnormal:" + refund.id()))
        .isEqualTo(1);
    house.notices.accept(told(refund, "done"));
    assertThat(state(refund)).isEqualTo("done");
    assertThat(house.notices.accept(told(refund, "abnormal")).outcome()).isEqualTo("duplicate");
    assertThat(state(refund)).isEqualTo("done");
  }

  @Test
  void what_says_otherwise_than_the_ledger_lies_on_the_desk_once() {
    Refund refund = house.refund(payment, 300L);
    byte[] other = told(refund.id(), "wechat", "pay-" + number, 301, "done");
    assertThat(house.notices.accept(other).outcome()).isEqualTo("conflict");
    assertThat(house.notices.accept(other).outcome()).isEqualTo("duplicate");
    assertThat(onDesk(refund.id())).containsExactly("Refund " + refund.id() + " of payment " + payment
        + ": amount is 301 CNY, asked for were 300 CNY");
    assertThat(house.notices.accept(told(refund.id(), "wechat", "pay-0", 300, "done")).outcome()).isEqualTo("conflict");
    assertThat(state(refund)).isEqualTo("requested");
    house.notices.accept(told(refund, "refused"));
    assertThat(house.notices.accept(told(refund, "done")).outcome()).isEqualTo("conflict");
    assertThat(onDesk(refund.id())).last().asString().endsWith("it is done at the provider, here it ended refused");
    assertThat(state(refund)).isEqualTo("refused");
  }

  @Test
  void a_refund_that_was_not_begun_here_is_kept_for_a_person() {
    byte[] notice = told("RF-MALL-" + number, "wechat", "pay-" + number, 5000, "done");
    assertThat(house.notices.accept(notice).outcome()).isEqualTo("parked");
    assertThat(house.notices.accept(notice).outcome()).isEqualTo("duplicate");
    assertThat(onDesk("RF-MALL-" + number)).singleElement().asString().contains("of payment " + payment)
        .contains("was not begun here");
    assertThat(house.ledger.balance("A" + number)).isEqualTo(5000);
  }

  @Test
  void the_same_number_of_another_provider_is_not_ours() {
    Refund refund = house.refund(payment, 300L);
    assertThat(house.notices.accept(told(refund.id(), "alipay", "pay-" + number, 300, "done")).outcome()).isEqualTo("parked");
    assertThat(state(refund)).isEqualTo("requested");
  }

  @Test
  void a_notice_before_its_payment_waits_and_is_looked_at_again_when_the_payment_comes() {
    String id = "RF-EARLY-" + number;
    assertThat(house.notices.accept(told(id, "wechat", "late-" + number, 700, "done")).outcome()).isEqualTo("parked");
    house.notices.recheck();
    assertThat(onDesk(id)).isEmpty();
    long late = house.pay("wechat", "late-" + number, null, "M-A" + number, 700);
    assertThat(house.notices.recheck()).isPositive();
    assertThat(onDesk(id)).singleElement().asString().contains("of payment " + late);
    house.notices.recheck();
    assertThat(onDesk(id)).hasSize(1);
  }

  @Test
  void a_notice_whose_payment_never_comes_is_told_after_an_hour() {
    String id = "RF-NEVER-" + number;
    house.notices.accept(told(id, "wechat", "never-" + number, 700, "done"));
    house.ledger.passTime(Duration.ofMinutes(61));
    house.notices.recheck();
    assertThat(onDesk(id)).singleElement().asString().contains("which never came");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      "amount":5000      | "amount":50.0       | amount
      "amount":5000      | "amount":"5000"     | amount
      "amount":5000      | "amount":-1         | amount
      "amount":5000      | "amount":1e2        | amount
      "state":"done"     | "state":"paid"      | state
      "currency":"CNY"   | "currency":"cny"    | currency
      "at":"2026-11      | "at":"26-11         | at
      "raw":"e30="       | "raw":7             | raw
      "raw":"e30="       | "extra":1           | extra
      "raw":"e30="       | "state":"done"      | not JSON, or names a field twice
      "provider":"wechat"| "provider":"WeChat" | provider
      """)
  void a_notice_that_is_not_normalised_is_refused_with_the_field(String good, String bad, String named) {
    String json = new String(told("RF-BAD", "wechat", "pay-1", 5000, "done"), StandardCharsets.UTF_8);
    assertThat(json).contains(good);
    assertThatThrownBy(() -> house.notices.accept(json.replace(good, bad).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Rejected.class).hasMessageContaining(named);
  }

  private static String state(Refund refund) {
    return house.refunds.get(refund.payment(), refund.id()).state();
  }

  private static List<String> onDesk(String refundId) {
    return house.ledger.store.read(handle -> handle.createQuery("SELECT error_message FROM failed_message"
            + " WHERE route_id = 'refund-accept' AND JSON_VALUE(headers, '$.refundId') = :id ORDER BY id")
        .bind("id", refundId).mapTo(String.class).list());
  }
}
