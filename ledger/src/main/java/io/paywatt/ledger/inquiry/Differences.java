package io.paywatt.ledger.inquiry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.payment.PaymentNotice;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Where claims, answers and statements do not say the same. The provider's word counts, the difference is kept. */
final class Differences {
  private Differences() {}

  /** @throws Rejected 422 when the answer is about another provider or order than was asked about */
  static void check(InquiryRow row, PaymentNotice notice) {
    if (!notice.provider().equals(row.provider())) {
      throw new Rejected(422, "notice.provider is " + notice.provider() + ", allowed is " + row.provider());
    }
    if (row.order() && !row.orderId().equals(notice.orderId())) {
      throw new Rejected(422, "notice.orderId is " + notice.orderId() + ", allowed is " + row.orderId());
    }
  }

  /** What a claim says otherwise than the provider, or null. */
  static String between(InquiryRow claim, PaymentNotice notice) {
    List<String> all = new ArrayList<>();
    // a provider may know an order's payment by another number than the one that was claimed: a push and its receipt
    if (notice.orderId() == null || !notice.orderId().equals(claim.orderId())) {
      add(all, "transaction", claim.transactionId(), notice.transactionId());
    }
    add(all, "order", claim.orderId(), notice.orderId());
    add(all, "meter", claim.meter(), notice.meter());
    add(all, "amount", claim.amount(), notice.money().amount());
    add(all, "currency", claim.currency(), notice.money().currency());
    return all.isEmpty() ? null : String.join("; ", all);
  }

  /** A claim of a transaction that was claimed before: what was not said is added, what is said otherwise disputes both. */
  static void dispute(Handle handle, InquiryRow row, Claim again) {
    List<String> all = new ArrayList<>();
    add(all, "order", row.orderId(), again.orderId());
    add(all, "meter", row.meter(), again.meter());
    handle.createUpdate("UPDATE inquiry SET meter = COALESCE(meter, :meter), order_id = COALESCE(order_id, :order),"
            + " client = COALESCE(client, :client), disputed = disputed OR :disputed, note = COALESCE(:note, note)"
            + " WHERE id = :id AND state <> 'paid'")
        .bind("meter", again.meter()).bind("order", again.orderId()).bind("client", again.client())
        .bind("disputed", !all.isEmpty())
        .bind("note", all.isEmpty() ? null : "claimed differently: " + String.join("; ", all).replace("provider says",
            "then claimed")).bind("id", row.id()).execute();
  }

  /** The statement's word makes the claim a payment notice, due now. @param until when a person has to look */
  static void confirm(Handle handle, InquiryRow row, Money money, Instant paidAt, Instant now, Instant until) {
    PaymentNotice notice = new PaymentNotice(row.provider(), row.transactionId(), row.disputed() ? null : row.orderId(),
        row.disputed() ? null : row.meter(), money, paidAt, null, null);
    handle.createUpdate("UPDATE inquiry SET state = 'open', notice = :notice, attempts = 0, due_at = :now,"
            + " ends_at = :until, ended_at = NULL, note = COALESCE(:note, note) WHERE id = :id")
        .bind("notice", notice.toJson()).bind("now", Store.utc(now)).bind("until", Store.utc(until))
        .bind("note", between(row, notice)).bind("id", row.id()).execute();
  }

  private static void add(List<String> all, String what, Object claimed, Object said) {
    if (claimed != null && said != null && !Objects.equals(claimed, said)) {
      all.add(what + " claimed " + claimed + ", provider says " + said);
    }
  }
}
