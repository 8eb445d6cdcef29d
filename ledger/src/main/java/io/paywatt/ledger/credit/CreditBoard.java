package io.paywatt.ledger.credit;

import java.time.Instant;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.suspense.Words;
import org.jdbi.v3.core.Handle;

/** What staff sees of an account's credit, and what they set: terms of accounts and sites, holds. All of it is audited. */
public final class CreditBoard {
  private static final int LONGEST_REASON = 500;

  private final Store store;
  private final CreditRules rules;
  private final CreditDesk desk;

  /** Makes new terms of those there are. */
  @FunctionalInterface
  public interface Edit {
    TermsChange of(TermsChange before);
  }

  public CreditBoard(Store store, CreditDesk desk) {
    this.store = store;
    this.rules = desk.rules();
    this.desk = desk;
  }

  /** Where an account stands. @throws Rejected 404 unknown account */
  public CreditView view(String number) {
    return store.read(handle -> CreditReads.view(handle, rules, number));
  }

  /** The terms a site has of its own. @throws Rejected 404 unknown site */
  public TermsChange site(String name) {
    return store.read(handle -> CreditReads.own(handle, "site_id", siteId(handle, name)));
  }

  /** Sets the terms an account has of its own. @throws Rejected 404 unknown account, 422 a value is not allowed */
  public CreditView setAccount(String number, Edit edit, String actor) {
    return store.inTransaction(handle -> {
      set(handle, "account_id", accountId(handle, number), edit, "account:" + number, actor);
      return CreditReads.view(handle, rules, number);
    });
  }

  /** Sets the terms a site has of its own. @throws Rejected 404 unknown site, 422 a value is not allowed */
  public TermsChange setSite(String name, Edit edit, String actor) {
    return store.inTransaction(handle -> set(handle, "site_id", siteId(handle, name), edit, "site:" + name, actor));
  }

  /**
   * No cut of this account from now on; one that is cut already for lack of credit gets its power back.
   *
   * @param reason 1 to 500 characters
   * @param until  when it ends by itself, in the future, or null
   * @throws Rejected 404 unknown account, 422 a value is not allowed
   */
  public CreditView hold(String number, String reason, Instant until, String actor) {
    Words.check("reason", reason, LONGEST_REASON);
    Instant now = store.now();
    if (until != null && !until.isAfter(now)) {
      throw new Rejected(422, "until is " + until + ", allowed is a time in the future, or none");
    }
    return store.inTransaction(handle -> {
      long account = accountId(handle, number);
      desk.restoreHeld(handle, account, now);
      ObjectNode before = held(handle, number);
      handle.createUpdate("REPLACE INTO account_hold (account_id, reason, actor, since, until_at)"
              + " VALUES (:account, :reason, :actor, :now, :until)")
          .bind("account", account).bind("reason", reason).bind("actor", actor)
          .bind("now", Store.utc(now)).bind("until", Store.utc(until)).execute();
      Audit.change(handle, actor, "hold", "account:" + number, before, held(handle, number), reason);
      return CreditReads.view(handle, rules, number);
    });
  }

  /** Takes a hold back; the next review cuts when there is a reason. @throws Rejected 404 unknown, or no hold */
  public CreditView release(String number, String actor) {
    return store.inTransaction(handle -> {
      ObjectNode before = held(handle, number);
      int gone = handle.createUpdate("DELETE FROM account_hold WHERE account_id = :account")
          .bind("account", accountId(handle, number)).execute();
      if (gone == 0) {
        throw new Rejected(404, "account " + number + " is not held");
      }
      Audit.change(handle, actor, "hold-released", "account:" + number, before, null, null);
      return CreditReads.view(handle, rules, number);
    });
  }

  private static ObjectNode held(Handle handle, String number) {
    return handle.createQuery("SELECT h.reason, h.until_at FROM account_hold h JOIN account a ON a.id = h.account_id"
            + " WHERE a.number = :number").bind("number", number)
        .map((row, context) -> Json.object().put("reason", row.getString("reason")).put("until", row.getString("until_at")))
        .findOne().orElse(null);
  }

  private static TermsChange set(Handle handle, String column, long id, Edit edit, String subject, String actor) {
    handle.createUpdate("INSERT IGNORE INTO credit_terms (" + column + ") VALUES (:id)").bind("id", id).execute();
    handle.createQuery("SELECT id FROM credit_terms WHERE " + column + " = :id FOR UPDATE").bind("id", id)
        .mapTo(Long.class).one();
    TermsChange before = CreditReads.own(handle, column, id);
    TermsChange after = edit.of(before);
    handle.createUpdate("UPDATE credit_terms SET emergency = :emergency, emergency_wh = :wh, recovery = :recovery,"
            + " protected_hours = :hours, weekends = :weekends, grace_days = :grace WHERE " + column + " = :id")
        .bind("emergency", after.emergency()).bind("wh", after.emergencyWh()).bind("recovery", after.recovery())
        .bind("hours", after.protectedHours()).bind("weekends", after.weekends()).bind("grace", after.graceDays())
        .bind("id", id).execute();
    var detail = Json.object();
    detail.putPOJO("before", before).putPOJO("after", after);
    Audit.add(handle, actor, "credit-terms", subject, Json.write(detail));
    return after;
  }

  private static long accountId(Handle handle, String number) {
    return handle.createQuery("SELECT id FROM account WHERE number = :number").bind("number", number).mapTo(Long.class)
        .findOne().orElseThrow(() -> new Rejected(404, "account " + number + " is not known"));
  }

  private static long siteId(Handle handle, String name) {
    return CreditReads.site(handle, name).orElseThrow(() -> new Rejected(404, "site " + name + " is not known"));
  }
}
