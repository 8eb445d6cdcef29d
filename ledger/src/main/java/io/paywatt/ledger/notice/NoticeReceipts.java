package io.paywatt.ledger.notice;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What providers tell about messages after they took them. Receipts come late, twice, in the wrong order, or before the
 * provider's own answer; a state never goes back, and one that says delivered is believed even after a failure.
 */
public final class NoticeReceipts {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeReceipts.class);
  /** A receipt whose message nobody knows is kept for its provider's answer, so long. */
  private static final Duration WAITING = Duration.ofDays(1);

  private final Store store;

  public NoticeReceipts(Store store) {
    this.store = store;
  }

  /** Notes one receipt or a list of them, as {@link Receipt#parse} reads it. @throws io.paywatt.ledger.Rejected 422 */
  public void accept(byte[] json) {
    Receipt.parse(json).forEach(this::note);
  }

  /** @return whether it changed the state of a notice */
  public boolean note(Receipt receipt) {
    return store.inTransaction(handle -> {
      Long notice = notice(handle, receipt);
      if (receipt.messageId() != null) {
        remember(handle, receipt, notice);
      }
      if (notice == null) {
        LOG.info("A receipt of {} for a message nobody here has sent yet", receipt.provider());
        return false;
      }
      State state = receipt.messageId() == null ? new State(word(receipt.state()), receipt.reason())
          : whole(handle, notice, receipt.provider());
      return settle(handle, notice, receipt.provider(), state);
    });
  }

  /** The provider has taken a notice and says by which ids its receipts will name it. */
  void taken(Handle handle, long notice, String provider, List<String> messages) {
    for (String message : messages) {
      handle.createUpdate("INSERT INTO notice_message (provider, message_id, notice_id, state, at)"
              + " VALUES (:provider, :message, :notice, 'sent', :now) ON DUPLICATE KEY UPDATE"
              + " state = IF(notice_id IS NULL OR notice_id = :notice, state, 'sent'), notice_id = :notice")
          .bind("provider", provider).bind("message", message).bind("notice", notice)
          .bind("now", Store.utc(store.now())).execute();
    }
    if (!messages.isEmpty()) {
      settle(handle, notice, provider, whole(handle, notice, provider));
    }
  }

  /** By the provider's id; by our own only while no provider has taken it, since another hub may use the same account there. */
  private static Long notice(Handle handle, Receipt receipt) {
    Optional<Long> known = handle.createQuery("SELECT notice_id FROM notice_message WHERE provider = :provider"
            + " AND message_id = :message AND notice_id IS NOT NULL").bind("provider", receipt.provider())
        .bind("message", receipt.messageId()).mapTo(Long.class).findOne();
    return known.or(() -> handle.createQuery("SELECT id FROM notice WHERE id = :id AND attempts > 0 AND provider_ref IS NULL"
        + " AND (provider IS NULL OR provider = :provider)").bind("id", receipt.noticeId())
        .bind("provider", receipt.provider()).mapTo(Long.class).findOne()).orElse(null);
  }

  private void remember(Handle handle, Receipt receipt, Long notice) {
    if (notice == null) {
      handle.createUpdate("DELETE FROM notice_message WHERE notice_id IS NULL AND at < :old")
          .bind("old", Store.utc(store.now().minus(WAITING))).execute();
    }
    handle.createUpdate("INSERT INTO notice_message (provider, message_id, notice_id, state, reason, at)"
            + " VALUES (:provider, :message, :notice, :state, :reason, :now) ON DUPLICATE KEY UPDATE"
            + " reason = IF(state = 'delivered' OR (state = 'failed' AND :state <> 'delivered'), reason, :reason),"
            + " at = :now, state = IF(state = 'delivered' OR (state = 'failed' AND :state <> 'delivered'), state, :state)")
        .bind("provider", receipt.provider()).bind("message", receipt.messageId()).bind("notice", notice)
        .bind("state", word(receipt.state())).bind("reason", NoticeDesk.cut(receipt.reason(), 500))
        .bind("now", Store.utc(store.now())).execute();
  }

  private record State(String word, String reason) {}

  /** A text of several messages is delivered when all of them are, and failed when one is. */
  private static State whole(Handle handle, long notice, String provider) {
    return handle.createQuery("SELECT CASE WHEN SUM(state <> 'delivered') = 0 THEN 'delivered'"
            + " WHEN SUM(state = 'failed') > 0 THEN 'failed' WHEN SUM(state <> 'sent') > 0 THEN 'accepted' ELSE 'sent' END AS state,"
            + " MAX(IF(state = 'failed', reason, NULL)) AS reason FROM notice_message"
            + " WHERE notice_id = :notice AND provider = :provider").bind("notice", notice).bind("provider", provider)
        .map((row, context) -> new State(row.getString("state"), row.getString("reason"))).one();
  }

  private boolean settle(Handle handle, long notice, String provider, State state) {
    String from = switch (state.word()) {
      case "accepted" -> "state IN ('queued', 'sent')";
      case "failed" -> "state IN ('queued', 'sent', 'accepted')";
      case "delivered" -> "state NOT IN ('delivered', 'skipped')";
      default -> null;
    };
    return from != null && handle.createUpdate("UPDATE notice SET state = :state, error = :reason, told_at = :now,"
            + " ended_at = COALESCE(ended_at, :now), provider = COALESCE(provider, :provider)"
            + " WHERE id = :id AND (provider IS NULL OR provider = :provider OR :state = 'delivered') AND " + from)
        .bind("id", notice).bind("state", state.word())
        .bind("reason", state.word().equals("failed") ? NoticeDesk.cut(state.reason(), 500) : null)
        .bind("provider", provider).bind("now", Store.utc(store.now())).execute() > 0;
  }

  private static String word(Receipt.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
