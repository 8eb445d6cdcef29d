package io.paywatt.ledger.refund;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.suspense.LockedPayment;
import org.jdbi.v3.core.Handle;

/**
 * A refund that was just asked for.
 *
 * @param amount  minor units
 * @param account whose balance it was taken off, or null: out of suspense
 * @param entry   journal entry that reserves the money
 */
record NewRefund(String id, String key, RefundRequest request, LockedPayment payment, long amount, Long account,
    String actor, boolean byHand, long entry) {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int RANDOM_LENGTH = 14;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneOffset.UTC);
  private static final String BY_HAND = "by hand: pay it out and close it with its reference";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A number nobody used before: 24 letters and digits, which every provider takes. */
  static String number(Instant now) {
    StringBuilder text = new StringBuilder("RF").append(DAY.format(now));
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  void write(Handle handle, Instant now) {
    handle.createUpdate("INSERT INTO refund (id, payment_id, idempotency_key, request_sha256, provider, amount, currency,"
            + " account_id, meter_id, reason, actor, by_hand, state, due_at, detail, entry_id, created_at) VALUES (:id,"
            + " :payment, :key, :sha, :provider, :amount, :currency, :account, :meter, :reason, :actor, :byHand, :state,"
            + " :due, :detail, :entry, :now)")
        .bind("id", id).bind("payment", payment.id()).bind("key", key).bind("sha", request.sha256(payment.id()))
        .bind("provider", payment.provider()).bind("amount", amount).bind("currency", payment.currency())
        .bind("account", account).bind("meter", payment.meterId()).bind("reason", request.reason())
        .bind("actor", actor).bind("byHand", byHand).bind("state", byHand ? "held" : "requested")
        .bind("due", byHand ? null : Store.utc(now)).bind("detail", byHand ? BY_HAND : null).bind("entry", entry)
        .bind("now", Store.utc(now)).execute();
  }
}
