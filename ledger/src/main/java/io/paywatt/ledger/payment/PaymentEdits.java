package io.paywatt.ledger.payment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * Notices that a person has put right. The notice as it came and as it was edited are tellings of one payment: whichever
 * comes later is a duplicate, not a conflict.
 */
public final class PaymentEdits {
  private PaymentEdits() {}

  /**
   * Whether a notice may be edited so.
   *
   * @throws Rejected 422 when the new one can't be read or is another payment, 409 when money has moved for it in a way that
   *     the edit would contradict
   */
  public static void check(Handle handle, byte[] before, byte[] after) {
    PaymentNotice is = PaymentNotice.parse(after);
    PaymentNotice was = readable(before);
    if (was != null && !(was.provider().equals(is.provider()) && was.transactionId().equals(is.transactionId()))) {
      throw new Rejected(422, "provider and transactionId are " + is.provider() + " " + is.transactionId()
          + ", allowed is what the provider said: " + was.provider() + " " + was.transactionId());
    }
    PaymentRow known = PaymentRow.lock(handle, List.of(new Telling(is))).get(new Telling(is).key());
    if (known == null) {
      return;
    }
    if (!known.waits()) {
      throw new Rejected(409, "Payment " + known.id() + " is " + known.state()
          + "; move it or refund it: ./paywatt payments reallocate, refund");
    }
    if (known.amount() != is.money().amount() || !known.currency().equals(is.money().currency())) {
      throw new Rejected(409, "Payment " + known.id() + " is in suspense with " + known.amount() + " " + known.currency()
          + " minor units; its amount can't be edited, refund it instead");
    }
  }

  /** From now on both are the same payment. */
  public static void accept(Handle handle, byte[] before, byte[] after, Instant now) {
    Stream.of(readable(before), PaymentNotice.parse(after)).filter(notice -> notice != null).forEach(notice ->
        handle.createUpdate("INSERT IGNORE INTO payment_edit (provider, provider_transaction_id, content_sha256, at)"
                + " VALUES (:provider, :transaction, :sha, :now)")
            .bind("provider", notice.provider()).bind("transaction", notice.transactionId())
            .bind("sha", PaymentRow.contentSha256(notice)).bind("now", Store.utc(now)).execute());
  }

  /** The first look at all of them; one that differs from what is known may still be an edit of it. */
  static void meet(Handle handle, List<Telling> tellings, Map<String, PaymentRow> known) {
    for (Telling telling : tellings) {
      PaymentRow row = known.get(telling.key());
      boolean differs = row != null && !row.contentSha256().equals(telling.sha256());
      telling.meet(differs && areOne(handle, telling, row) ? row.as(telling.sha256()) : row);
    }
  }

  private static boolean areOne(Handle handle, Telling telling, PaymentRow row) {
    return handle.createQuery("SELECT COUNT(*) FROM payment_edit WHERE provider = :provider"
            + " AND provider_transaction_id = :transaction AND content_sha256 IN (:one, :other)")
        .bind("provider", telling.notice().provider()).bind("transaction", telling.notice().transactionId())
        .bind("one", telling.sha256()).bind("other", row.contentSha256()).mapTo(Integer.class).one() == 2;
  }

  private static PaymentNotice readable(byte[] notice) {
    try {
      return PaymentNotice.parse(notice);
    } catch (Rejected e) {
      return null;
    }
  }
}
