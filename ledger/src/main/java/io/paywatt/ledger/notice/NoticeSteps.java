package io.paywatt.ledger.notice;

import java.time.Instant;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** What happened to notices between queued and their end. */
final class NoticeSteps {
  private static final int LONGEST = 500;

  private NoticeSteps() {}

  /** @param step tried, waits, next-way, expired, ... @param detail why, or null */
  static void add(Handle handle, long notice, String step, String detail, Instant now) {
    handle.createUpdate("INSERT INTO notice_step (notice_id, at, step, detail) VALUES (:notice, :now, :step, :detail)")
        .bind("notice", notice).bind("now", Store.utc(now)).bind("step", step)
        .bind("detail", NoticeDesk.cut(detail, LONGEST)).execute();
  }
}
