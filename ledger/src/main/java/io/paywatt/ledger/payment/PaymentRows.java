package io.paywatt.ledger.payment;

import java.time.Instant;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Writes payments, their raw notices and what they do to an order. */
final class PaymentRows {
  private PaymentRows() {}

  /** Keeps the verified bytes. @param outcome posted, duplicate, conflict or parked */
  static long addRaw(Handle handle, PaymentNotice notice, String outcome, Instant now) {
    return handle.createUpdate("INSERT INTO raw_notice (provider, received_at, body, outcome)"
            + " VALUES (:provider, :now, :body, :outcome)")
        .bind("provider", notice.provider()).bind("now", Store.utc(now)).bind("body", notice.raw())
        .bind("outcome", outcome)
        .executeAndReturnGeneratedKeys("id").mapTo(Long.class).one();
  }

  /** @param entry journal entry that holds the money, or null when it is not on our merchant account */
  static long add(Handle handle, PaymentNotice notice, Placement placement, long raw, Long entry, Instant now) {
    Placement.Account account = placement.account();
    return handle.createUpdate("INSERT INTO payment (provider, provider_transaction_id, content_sha256, topup_id,"
            + " account_id, meter_id, amount, currency, paid_at, received_at, state, parked_reason, raw_notice_id, entry_id)"
            + " VALUES (:provider, :transaction, :sha, :topup, :account, :meter, :amount, :currency, :paidAt, :now, :state,"
            + " :reason, :raw, :entry)")
        .bind("provider", notice.provider()).bind("transaction", notice.transactionId())
        .bind("sha", PaymentRow.contentSha256(notice)).bind("topup", placement.topupId())
        .bind("account", account == null ? null : (Long) account.id())
        .bind("meter", account == null ? null : (Long) account.meterId())
        .bind("amount", notice.money().amount()).bind("currency", notice.money().currency())
        .bind("paidAt", Store.utc(notice.paidAt())).bind("now", Store.utc(now))
        .bind("state", placement.reason() == null ? "posted" : "parked").bind("reason", cut(placement.reason()))
        .bind("raw", raw).bind("entry", entry)
        .executeAndReturnGeneratedKeys("id").mapTo(Long.class).one();
  }

  /** The parked money has found its account; why it was parked stays readable. */
  static void unpark(Handle handle, long payment, Placement placement, long entry) {
    handle.createUpdate("UPDATE payment SET state = 'posted', topup_id = :topup, account_id = :account,"
            + " meter_id = :meter, entry_id = :entry WHERE id = :id")
        .bind("topup", placement.topupId()).bind("account", placement.account().id())
        .bind("meter", placement.account().meterId()).bind("entry", entry).bind("id", payment).execute();
  }

  static void orderPaid(Handle handle, String topup) {
    handle.createUpdate("UPDATE topup SET state = 'paid', claimed_at = NULL WHERE id = :id").bind("id", topup).execute();
  }

  /** The column holds 255 characters. */
  static String cut(String reason) {
    return reason == null || reason.length() <= 255 ? reason : reason.substring(0, 252) + "...";
  }
}
