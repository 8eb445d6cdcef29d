package io.paywatt.ledger.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.payment.PaymentResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderInquiryTest {
  private static Watched house;

  @BeforeAll
  static void open() {
    house = new Watched("order_inquiry");
  }

  @BeforeEach
  void nothingIsOpen() {
    house.ledger.store.inTransaction(handle -> handle.execute("UPDATE inquiry SET state = 'closed'"));
  }

  @Test
  void an_order_without_a_notice_is_asked_about_with_growing_pauses() {
    String order = house.order("wechat");
    List<Long> pauses = new ArrayList<>();
    long seconds = 0;
    while (pauses.size() < 6) {
      seconds++;
      house.passTime(Duration.ofSeconds(1));
      for (OutgoingInquiry asked : house.inquiries.claimDue(10)) {
        assertThat(asked).returns("query", OutgoingInquiry::ask).returns("wechat", OutgoingInquiry::provider);
        house.says(asked, "unpaid");
        pauses.add(seconds);
        seconds = 0;
      }
    }
    assertThat(pauses).containsExactly(30L, 60L, 180L, 300L, 600L, 1800L);
    assertThat(house.topupState(order)).isEqualTo("ordered");
  }

  @Test
  void the_question_names_the_order_its_money_and_what_the_provider_gave_for_it() {
    String order = house.order("wechat");
    house.passTime(Duration.ofSeconds(30));
    assertThat(Watched.json(house.due())).hasToString("{\"orderId\":\"" + order + "\",\"transactionId\":null,"
        + "\"amount\":5000,\"currency\":\"CNY\",\"meter\":\"M-1\",\"client\":{\"prepay\":\"p-" + order + "\"}}");
  }

  @Test
  void a_payment_found_by_asking_is_credited_once_even_when_its_notice_comes_as_well() {
    String order = house.order("wechat");
    long before = house.ledger.balance("A-1");
    house.passTime(Duration.ofSeconds(30));
    OutgoingInquiry asked = house.due();
    var notice = Watched.notice("wechat", "t-found", order, null, 5000);
    assertThat(house.saysPaid(asked, notice)).isInstanceOf(PaymentResult.Posted.class);
    assertThat(house.ledger.intake.accept(notice.toJson())).isInstanceOf(PaymentResult.Duplicate.class);
    assertThat(house.ledger.balance("A-1") - before).isEqualTo(5000);
    assertThat(house.state(asked.id())).isEqualTo("paid");
    assertThat(house.topupState(order)).isEqualTo("paid");
  }

  @Test
  void a_notice_and_an_answer_that_arrive_together_make_one_posting() {
    long before = house.ledger.balance("A-1");
    for (int i = 0; i < 10; i++) {
      String order = house.order("wechat");
      house.passTime(Duration.ofSeconds(30));
      OutgoingInquiry asked = house.due();
      var notice = Watched.notice("wechat", "t-together-" + i, order, null, 5000);
      var byNotice = CompletableFuture.supplyAsync(() -> house.ledger.intake.accept(notice.toJson()));
      var byQuery = CompletableFuture.supplyAsync(() -> house.saysPaid(asked, notice));
      byNotice.join();
      byQuery.join();
    }
    assertThat(house.ledger.balance("A-1") - before).isEqualTo(50_000);
    assertThat(house.ledger.books.problems()).isEmpty();
    assertThat(house.inquiries.claimDue(10)).isEmpty();
  }

  @Test
  void a_hub_that_dies_between_answer_and_posting_leaves_the_order_to_be_asked_about_again() {
    String order = house.order("wechat");
    house.passTime(Duration.ofSeconds(30));
    var notice = Watched.notice("wechat", "t-crash", order, null, 5000);
    house.inquiries.queried(house.due().id(), Watched.paid(notice));
    assertThat(house.inquiries.claimDue(10)).as("not twice at a time").isEmpty();
    house.passTime(Duration.ofSeconds(31));
    assertThat(house.saysPaid(house.due(), notice)).isInstanceOf(PaymentResult.Posted.class);
  }

  @Test
  void two_nodes_never_ask_the_same_question_at_a_time() {
    for (int i = 0; i < 40; i++) {
      house.order("wechat");
    }
    house.passTime(Duration.ofSeconds(30));
    var nodes = List.of(taken(), taken(), taken(), taken());
    List<Long> all = nodes.stream().flatMap(node -> node.join().stream()).map(OutgoingInquiry::id).toList();
    assertThat(all).doesNotHaveDuplicates();
    house.inquiries.claimDue(100);
    assertThat(house.inquiries.claimDue(100)).isEmpty();
  }

  private static CompletableFuture<List<OutgoingInquiry>> taken() {
    return CompletableFuture.supplyAsync(() -> house.inquiries.claimDue(10));
  }

  @Test
  void an_order_that_was_paid_meanwhile_is_not_asked_about() {
    String order = house.order("wechat");
    house.ledger.intake.accept(Watched.notice("wechat", "t-notice", order, null, 5000).toJson());
    house.passTime(Duration.ofSeconds(30));
    assertThat(house.inquiries.claimDue(10)).isEmpty();
    assertThat(house.ledger.text("SELECT state FROM inquiry WHERE order_id = ?", order)).isEqualTo("paid");
  }

  @Test
  void an_expired_order_is_closed_at_the_provider_and_a_payment_that_comes_later_is_still_credited() {
    String order = house.order("wechat");
    house.passTime(Duration.ofHours(2));
    house.says(house.due(), "unpaid");
    OutgoingInquiry close = house.due();
    assertThat(close.ask()).isEqualTo("close");
    assertThat(Watched.json(close).get("orderId").textValue()).isEqualTo(order);
    house.says(close, "closed");
    assertThat(house.topupState(order)).isEqualTo("closed");
    assertThat(house.inquiries.claimDue(10)).isEmpty();

    long before = house.ledger.balance("A-1");
    assertThat(house.ledger.intake.accept(Watched.notice("wechat", "t-late", order, null, 5000).toJson()))
        .isInstanceOf(PaymentResult.Posted.class);
    assertThat(house.ledger.balance("A-1") - before).isEqualTo(5000);
    assertThat(house.topupState(order)).isEqualTo("paid");
  }

  @Test
  void a_late_payment_that_does_not_fit_its_closed_order_is_parked() {
    String order = house.order("standard");
    house.passTime(Duration.ofHours(2));
    house.inquiries.claimDue(10);
    assertThat(house.topupState(order)).as("nothing to ask, nothing to close").isEqualTo("closed");
    assertThat(house.ledger.intake.accept(Watched.notice("standard", "t-misfit", order, null, 4000).toJson()))
        .isInstanceOf(PaymentResult.Parked.class);
  }

  @Test
  void an_order_the_provider_failed_to_open_is_credited_when_it_was_paid_all_the_same() {
    String order = house.topups.begin("k-failed", ("{\"meter\":\"M-2\",\"amount\":5000,\"currency\":\"CNY\","
        + "\"provider\":\"wechat\"}").getBytes()).id();
    house.topups.fail(order, "timed out");
    house.passTime(Duration.ofSeconds(30));
    assertThat(house.saysPaid(house.due(), Watched.notice("wechat", "t-failed", order, null, 5000)))
        .isInstanceOf(PaymentResult.Posted.class);
    assertThat(house.ledger.balance("A-2")).isEqualTo(5000);
  }

  @Test
  void a_provider_that_finds_it_paid_when_it_is_to_be_closed_is_asked_for_the_payment() {
    String order = house.order("wechat");
    house.passTime(Duration.ofHours(2));
    house.says(house.due(), "unpaid");
    house.says(house.due(), "paid");
    assertThat(house.topupState(order)).isEqualTo("ordered");
    assertThat(house.saysPaid(house.due(), Watched.notice("wechat", "t-close", order, null, 5000)))
        .isInstanceOf(PaymentResult.Posted.class);
  }

  @Test
  void an_order_that_is_closed_at_the_provider_is_closed_here() {
    String order = house.order("acme");
    house.passTime(Duration.ofSeconds(30));
    house.says(house.due(), "closed");
    assertThat(house.topupState(order)).isEqualTo("closed");
  }

  @Test
  void a_provider_that_never_answers_leaves_the_order_on_the_desk() {
    String order = house.order("wechat");
    house.passTime(Duration.ofSeconds(30));
    house.inquiries.unanswered(house.due().id(), "connection refused");
    house.passTime(Duration.ofHours(27));
    OutgoingInquiry asked = house.due();
    house.inquiries.unanswered(asked.id(), "connection refused");
    assertThat(house.state(asked.id())).isEqualTo("given-up");
    assertThat(house.ledger.text("SELECT error_message FROM failed_message WHERE body LIKE ?", "%" + order + "%"))
        .contains(order, "connection refused");
    assertThat(house.topupState(order)).as("nobody knows").isEqualTo("ordered");
  }

  @Test
  void an_answer_about_another_order_is_refused() {
    house.order("wechat");
    house.passTime(Duration.ofSeconds(30));
    OutgoingInquiry asked = house.due();
    assertThatThrownBy(() -> house.saysPaid(asked, Watched.notice("wechat", "t-x", "PW-OTHER", null, 5000)))
        .isInstanceOf(Rejected.class).hasMessageContaining("notice.orderId is PW-OTHER");
    assertThatThrownBy(() -> house.inquiries.queried(asked.id(), "{\"state\":\"paid\"}".getBytes()))
        .isInstanceOf(Rejected.class).hasMessageContaining("notice is missing");
    assertThatThrownBy(() -> house.inquiries.queried(asked.id(), "{\"state\":\"PAID\"}".getBytes()))
        .isInstanceOf(Rejected.class).hasMessageContaining("allowed is paid, unpaid, closed or unknown");
  }
}
