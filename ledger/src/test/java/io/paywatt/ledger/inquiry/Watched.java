package io.paywatt.ledger.inquiry;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.TestLedger;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.payment.PaymentNotice;
import io.paywatt.ledger.payment.PaymentResult;
import io.paywatt.ledger.payment.TopupSettings;
import io.paywatt.ledger.payment.Topups;
import io.paywatt.ledger.store.Json;

/** A ledger whose orders are watched, and the part of the route that asks. */
final class Watched {
  static final Instant PAID_AT = Instant.parse("2026-11-23T03:59:58Z");

  final TestLedger ledger;
  final Inquiries inquiries;
  final Topups topups;

  /** wechat can be queried and closed, acme can be queried, standard nothing. */
  Watched(String schema) {
    ledger = TestLedger.open(schema);
    Set<String> actions = Set.of("wechat-query", "wechat-close", "acme-query");
    inquiries = new Inquiries(ledger.store, InquirySettings.defaults(),
        (provider, operation) -> actions.contains(provider + "-" + operation));
    topups = new Topups(ledger.store,
        new TopupSettings("CNY", 100, 1_000_000, List.of("acme", "standard", "wechat")), inquiries);
    ledger.account("A-1", "M-1");
    ledger.account("A-2", "M-2");
  }

  /** An order over 50.00, handed to the payer's client. @return its number */
  String order(String provider) {
    String id = topups.begin("k-" + System.nanoTime(), ("{\"meter\":\"M-1\",\"amount\":5000,\"currency\":\"CNY\",\"provider\":\""
        + provider + "\"}").getBytes(StandardCharsets.UTF_8)).id();
    topups.finish(id, "{\"prepay\":\"p-" + id + "\"}");
    return id;
  }

  ClaimResult claim(String provider, String transaction, String rest) {
    return inquiries.claim(("{\"provider\":\"" + provider + "\",\"transactionId\":\"" + transaction
        + "\",\"source\":\"sms\"" + rest + "}").getBytes(StandardCharsets.UTF_8));
  }

  /** The one question that is due. */
  OutgoingInquiry due() {
    List<OutgoingInquiry> due = inquiries.claimDue(10);
    if (due.size() != 1) {
      throw new AssertionError("due are " + due);
    }
    return due.get(0);
  }

  static JsonNode json(OutgoingInquiry inquiry) {
    return Json.object(new String(inquiry.body(), StandardCharsets.UTF_8));
  }

  void says(OutgoingInquiry asked, String state) {
    byte[] answer = ("{\"state\":\"" + state + "\",\"reason\":null}").getBytes(StandardCharsets.UTF_8);
    if (asked.ask().equals("close")) {
      inquiries.closed(asked.id(), answer);
    } else {
      inquiries.queried(asked.id(), answer);
    }
  }

  /** The provider's answer that it is paid; goes on to the door as the route does. */
  PaymentResult saysPaid(OutgoingInquiry asked, PaymentNotice notice) {
    byte[] found = inquiries.queried(asked.id(), paid(notice));
    return found == null ? null : post(asked, found);
  }

  PaymentResult post(OutgoingInquiry asked, byte[] notice) {
    PaymentResult result = ledger.intake.accept(notice);
    inquiries.posted(asked.id(), result);
    return result;
  }

  static byte[] paid(PaymentNotice notice) {
    return ("{\"state\":\"paid\",\"notice\":" + new String(notice.toJson(), StandardCharsets.UTF_8) + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  static PaymentNotice notice(String provider, String transaction, String order, String meter, long amount) {
    return new PaymentNotice(provider, transaction, order, meter, new Money(amount, "CNY"), PAID_AT, null, null);
  }

  String topupState(String order) {
    return ledger.text("SELECT state FROM topup WHERE id = ?", order);
  }

  String state(long inquiry) {
    return ledger.text("SELECT state FROM inquiry WHERE id = ?", inquiry);
  }

  String note(long inquiry) {
    return ledger.text("SELECT note FROM inquiry WHERE id = ?", inquiry);
  }

  void passTime(Duration time) {
    ledger.passTime(time);
  }
}
