package io.paywatt.ledger.audit;

import org.jdbi.v3.core.Handle;

/** Who did what, append only. */
public final class Audit {
  private Audit() {}

  /**
   * Adds a line in the running transaction, at the database's own time.
   *
   * @param actor      who, at most 120 characters
   * @param action     what, e.g. {@code import}, at most 64 characters
   * @param subject    to what, e.g. {@code account:A-17}, at most 190 characters
   * @param detailJson JSON without secrets, or null
   */
  public static void add(Handle handle, String actor, String action, String subject, String detailJson) {
    handle.createUpdate("INSERT INTO audit (at, actor, action, subject, detail)"
            + " VALUES (UTC_TIMESTAMP(3), :actor, :action, :subject, :detail)")
        .bind("actor", actor).bind("action", action).bind("subject", subject).bind("detail", detailJson).execute();
  }
}
