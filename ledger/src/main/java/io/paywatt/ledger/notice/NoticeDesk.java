package io.paywatt.ledger.notice;

import java.time.Instant;
import java.util.List;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Messages to people: rendered once, sent at least once, never in the way of money. */
public final class NoticeDesk {
  private final Store store;
  private final Texts texts;
  private final NoticeSettings settings;

  public NoticeDesk(Store store, Texts texts, NoticeSettings settings) {
    this.store = store;
    this.texts = texts;
    this.settings = settings;
  }

  /**
   * Renders and queues a notice in the running transaction; the same key again changes nothing.
   *
   * @param payload JSON, see {@link io.paywatt.ledger.outbox}
   * @throws IllegalArgumentException when the payload can't be read
   */
  public void enqueue(Handle handle, String key, String payload, Instant now) {
  }

  /** Takes messages to be sent now; one not reported on within 60 s is handed out again. */
  public List<OutgoingNotice> claimDue(int max) {
    return List.of();
  }

  /** The gateway has taken it. @param ref the gateway's reference, or null */
  public void sent(long id, String provider, String ref) {
  }

  /** The gateway has not taken it. @param again whether a later try can help */
  public void notSent(long id, String provider, String why, boolean again) {
  }

  /**
   * Newest first.
   *
   * @param state queued, sent, failed or skipped, or null for all
   * @param after {@code next} of the part before, or null
   */
  public Page<NoticeView> list(String state, int limit, String after) {
    return new Page<>(List.of(), null);
  }
}
