package io.paywatt.ledger.payment;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Writes payments, their raw notices and what they do to an order. */
final class PaymentRows {
  private PaymentRows() {}

  /** Keeps the verified bytes. */
  static void addRaw(Handle handle, List<Telling> tellings, Instant now) {
    LocalDateTime at = Store.utc(now);
    List<Long> ids = Bulk.insert(handle, "INSERT INTO raw_notice (provider, received_at, body, outcome) VALUES %s RETURNING id",
        tellings.stream().map(each -> new Object[] {each.notice().provider(), at, each.notice().raw(),
            each.outcome().word()}).toList(), row -> row.getLong(1));
    for (int i = 0; i < tellings.size(); i++) {
      tellings.get(i).wroteRaw(ids.get(i));
    }
  }

  /** Adds the payments of tellings whose raw notice and entry are written. */
  static void add(Handle handle, List<Telling> tellings, Instant now) {
    LocalDateTime at = Store.utc(now);
    List<Long> ids = Bulk.insert(handle, "INSERT INTO payment (provider, provider_transaction_id, content_sha256, topup_id,"
        + " account_id, meter_id, amount, currency, paid_at, received_at, state, parked_reason, raw_notice_id, entry_id)"
        + " VALUES %s RETURNING id", tellings.stream().map(each -> row(each, at)).toList(), row -> row.getLong(1));
    for (int i = 0; i < tellings.size(); i++) {
      tellings.get(i).wrotePayment(ids.get(i));
    }
  }

  private static Object[] row(Telling telling, LocalDateTime at) {
    PaymentNotice notice = telling.notice();
    Placement placement = telling.placement();
    Placement.Account account = placement.account();
    return new Object[] {notice.provider(), notice.transactionId(), telling.sha256(), placement.topupId(),
        account == null ? null : account.id(), account == null ? null : account.meterId(), notice.money().amount(),
        notice.money().currency(), Store.utc(notice.paidAt()), at, placement.reason() == null ? "posted" : "parked",
        cut(placement.reason()), telling.raw(), telling.entry()};
  }

  /** The parked money has found its account; why it was parked stays readable. */
  static void unpark(Handle handle, List<Telling> tellings) {
    Bulk.execute(handle, "UPDATE payment SET state = 'posted', topup_id = ?, account_id = ?, meter_id = ?, entry_id = ?"
        + " WHERE id = ?", tellings.stream().map(each -> new Object[] {each.placement().topupId(),
            each.placement().account().id(), each.placement().account().meterId(), each.entry(), each.payment()}).toList());
  }

  /** The orders of the posted payments need no money any more. */
  static void ordersPaid(Handle handle, List<Telling> posted) {
    Bulk.update(handle, "UPDATE topup SET state = 'paid', claimed_at = NULL WHERE id IN (%s)",
        posted.stream().map(each -> each.placement().topupId()).filter(Objects::nonNull).sorted().toList());
  }

  /** The column holds 255 characters. */
  static String cut(String reason) {
    return reason == null || reason.length() <= 255 ? reason : reason.substring(0, 252) + "...";
  }
}
