package io.paywatt.ledger.replay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** A message that may be replayed. */
record Candidate(long id, Instant failedAt, String state, String replayTo, String account, String meter, Money money) {
  static final String PAYMENT_DOOR = "payment-accept";
  private static final String READ = "SELECT id, failed_at, state, replay_to, account, meter, amount, currency"
      + " FROM failed_message WHERE id IN (%s)";

  /** In the order in which they failed. @param lock until the transaction ends */
  static List<Candidate> read(Handle handle, Collection<Long> ids, boolean lock) {
    List<Candidate> found = new ArrayList<>(
        Bulk.select(handle, READ + (lock ? " ORDER BY id FOR UPDATE" : ""), ids, Candidate::of));
    found.sort(Comparator.comparing(Candidate::failedAt).thenComparing(Candidate::id));
    return found;
  }

  /** Why it can't go, or null. */
  String whyNot() {
    return switch (state) {
      case "replaying" -> "it is being replayed";
      case "replayed" -> "it was replayed";
      case "closed" -> "it is closed";
      case "quarantined" -> "it is quarantined: it failed again and again; edit it, or release it";
      default -> replayTo == null ? "it has no door to go in again" : null;
    };
  }

  /** What keeps its order: an account's messages, else a meter's. */
  String orderKey() {
    return account != null ? "account:" + account : meter != null ? "meter:" + meter : null;
  }

  /** Whether the door for money is behind it. */
  boolean isPayment() {
    return PAYMENT_DOOR.equals(replayTo);
  }

  private static Candidate of(ResultSet row) throws SQLException {
    Long amount = row.getObject("amount", Long.class);
    return new Candidate(row.getLong("id"), Store.instant(row.getObject("failed_at", LocalDateTime.class)),
        row.getString("state"), row.getString("replay_to"), row.getString("account"), row.getString("meter"),
        amount == null ? null : new Money(amount, row.getString("currency")));
  }
}
