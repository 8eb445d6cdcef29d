package io.paywatt.ledger.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.store.Json;
import org.jdbi.v3.core.Handle;

/** Who did what, with which right, why, and what was before and after; append only, each line bound to the one before. */
public final class Audit {
  private Audit() {}

  /**
   * Adds a line in the running transaction, at the database's own time. Lines have one order: until this transaction ends,
   * other transactions that add one wait, so it is best done last.
   *
   * @param actor      who, at most 120 characters
   * @param action     what, e.g. {@code import}, at most 64 characters
   * @param subject    to what, e.g. {@code account:A-17}, at most 190 characters
   * @param detailJson JSON object without secrets, or null; {@code reason}, {@code before} and {@code after} in it are
   *     shown as such
   */
  public static void add(Handle handle, String actor, String action, String subject, String detailJson) {
    AuditChain.add(handle, new AuditLine(actor, Acting.role(), action, subject, detailJson));
  }

  /**
   * Adds a change.
   *
   * @param before what was there, anything that can be written as JSON without secrets; null: nothing
   * @param after  what is there now, likewise
   * @param reason why, or null
   */
  public static void change(Handle handle, String actor, String action, String subject, Object before, Object after,
      String reason) {
    ObjectNode detail = Json.object();
    if (reason != null) {
      detail.put("reason", reason);
    }
    detail.putPOJO("before", before).putPOJO("after", after);
    add(handle, actor, action, subject, Json.write(detail));
  }
}
