package io.paywatt.ledger.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.TestLedger;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.notice.NoticeDesk;
import io.paywatt.ledger.notice.NoticeFilter;
import io.paywatt.ledger.notice.NoticeView;
import io.paywatt.ledger.notice.OutgoingNotice;
import io.paywatt.ledger.outbox.OutboxDesk;
import io.paywatt.ledger.user.Scope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a payment says, and that it is a payment whatever becomes of the message. */
class ReceiptNoticeTest {
  private static TestLedger ledger;
  private static NoticeDesk notices;
  private static OutboxDesk outbox;

  @BeforeAll static void open() {
    ledger = TestLedger.open("receipt_notice");
    ledger.account("A-1", "M-1");
    notices = EffectsHouse.notices(ledger.store, List.of());
    outbox = new OutboxDesk(ledger.store, new CommandDesk(ledger.store), notices);
  }

  @Test void a_replayed_payment_sends_no_second_receipt_even_after_the_outbox_was_cleaned() {
    PaymentNotice notice = Notices.forMeter("t-replay", "M-1", 5000);
    for (int i = 0; i < 3; i++) {
      ledger.intake.accept(notice.toJson());
      outbox.dispatch();
      ledger.passTime(Duration.ofDays(8));
      outbox.purge();
    }
    assertThat(ledger.number("SELECT COUNT(*) FROM notice WHERE kind = 'receipt' AND JSON_VALUE(params, '$.transactionId')"
        + " = 't-replay'")).isEqualTo(1);
  }

  @Test void what_was_said_about_a_payment_is_found_by_its_number() {
    ledger.intake.accept(Notices.forMeter("t-told", "M-1", 5000).toJson());
    ledger.intake.accept(Notices.forMeter("t-told-not", "M-1", 5000).toJson());
    ledger.intake.accept(Notices.forMeter("t-parked", "M-none", 5000).toJson());
    outbox.dispatch();
    assertThat(about("t-told")).containsExactly("receipt");
    assertThat(about("t-parked")).containsExactly("payment-parked");
  }

  private static List<String> about(String transaction) {
    String payment = ledger.text("SELECT id FROM payment WHERE provider_transaction_id = '" + transaction + "'");
    return notices.list(new NoticeFilter(null, null, null, payment), 10, null, Scope.EVERY).items().stream()
        .map(NoticeView::kind).toList();
  }

  @Test void a_message_that_fails_in_every_way_leaves_the_money_as_it_is() {
    long before = ledger.balance("A-1");
    ledger.intake.accept(Notices.forMeter("t-fails", "M-1", 1234).toJson());
    outbox.dispatch();
    for (OutgoingNotice notice : notices.claimDue(10)) {
      notices.notSent(notice.id(), "aliyun", "isv.MOBILE_NUMBER_ILLEGAL", false);
      notices.notSent(notice.id(), "aliyun", "again", true);
    }
    ledger.store.inTransaction(handle -> handle.execute("UPDATE outbox SET done_at = NULL, payload = '{\"kind\":\"nonsense\"}'"
        + " WHERE effect_key LIKE 'receipt:%'"));
    outbox.dispatch();
    assertThat(ledger.balance("A-1")).isEqualTo(before + 1234);
    assertThat(ledger.books.problems()).isEmpty();
    assertThat(ledger.number("SELECT COUNT(*) FROM failed_message WHERE route_id = 'outbox-dispatch'")).isPositive();
  }
}
