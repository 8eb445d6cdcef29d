package io.paywatt.ledger.payment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * A payment as the database knows it.
 *
 * @param entryId journal entry that holds the money now, or null when it is not on our merchant account
 */
record PaymentRow(long id, String contentSha256, String state, long amount, String currency, Instant paidAt,
    Long entryId) {

  private static final String LOCK = "SELECT id, content_sha256, state, amount, currency, paid_at, entry_id,"
      + " provider_transaction_id FROM payment FORCE INDEX (payment_once) WHERE provider = ?"
      + " AND provider_transaction_id IN (%s) ORDER BY provider_transaction_id FOR UPDATE";

  /**
   * Finds and locks the payments, so that two tellings of one wait for each other.
   *
   * @return those that are known, by {@link Telling#key()}
   */
  static Map<String, PaymentRow> lock(Handle handle, List<Telling> tellings) {
    Map<String, List<String>> transactions = new TreeMap<>();
    tellings.forEach(telling -> transactions.computeIfAbsent(telling.notice().provider(), provider -> new ArrayList<>())
        .add(telling.notice().transactionId()));
    Map<String, PaymentRow> known = new HashMap<>();
    transactions.forEach((provider, ids) -> Bulk.select(handle, LOCK, ids,
        row -> known.put(key(provider, row.getString("provider_transaction_id")), of(row)), provider));
    return known;
  }

  /** Names a transaction; no provider has a colon in its name. */
  static String key(String provider, String transactionId) {
    return provider + ":" + transactionId;
  }

  /** Whether its money is in suspense and waits for a place. */
  boolean waits() {
    return state.equals("parked") && entryId != null;
  }

  boolean isPosted() {
    return state.equals("posted");
  }

  /** The same payment under the hash of another telling of it. */
  PaymentRow as(String sha256) {
    return new PaymentRow(id, sha256, state, amount, currency, paidAt, entryId);
  }

  private static PaymentRow of(ResultSet row) throws SQLException {
    return new PaymentRow(row.getLong("id"), row.getString("content_sha256"), row.getString("state"),
        row.getLong("amount"), row.getString("currency"), Store.instant(row.getObject("paid_at", LocalDateTime.class)),
        row.getObject("entry_id", Long.class));
  }

  /** Hash of what the notice says. Raw bytes are left out: providers sign each delivery anew. */
  static String contentSha256(PaymentNotice notice) {
    String content = String.join("\n", notice.provider(), notice.transactionId(), orEmpty(notice.orderId()),
        orEmpty(notice.meter()), Long.toString(notice.money().amount()), notice.money().currency(),
        Long.toString(notice.paidAt().toEpochMilli()), notice.mismatch() == null ? "" : "mismatch");
    return sha256(content.getBytes(StandardCharsets.UTF_8));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a notice with another content says differently, for a person. */
  String difference(PaymentNotice notice) {
    if (amount != notice.money().amount() || !currency.equals(notice.money().currency())) {
      return "amount is " + notice.money().amount() + " " + notice.money().currency() + ", first it was " + amount + " "
          + currency;
    }
    if (paidAt.toEpochMilli() != notice.paidAt().toEpochMilli()) {
      return "paidAt is " + notice.paidAt() + ", first it was " + paidAt;
    }
    return "orderId, meter or mismatch is not what it was at first";
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
