package io.paywatt.ledger.notice;

import java.util.Map;
import java.util.TreeMap;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Classes of notices that residents asked for or do without. */
public final class NoticeChoices {
  private final Store store;
  private final NoticeRules rules;

  public NoticeChoices(Store store, NoticeRules rules) {
    this.store = store;
    this.rules = rules;
  }

  /** Whether the account gets them, by class; classes that everybody gets are not among them. @throws Rejected 404 */
  public Map<String, Boolean> of(String account) {
    return store.read(handle -> {
      Map<String, Boolean> choices = new TreeMap<>(rules.choices());
      handle.createQuery("SELECT class, wanted FROM notice_choice WHERE account_id = :account")
          .bind("account", accountId(handle, account))
          .map((row, context) -> Map.entry(row.getString("class"), row.getBoolean("wanted")))
          .forEach(choice -> choices.replace(choice.getKey(), choice.getValue()));
      return choices;
    });
  }

  /**
   * Notes a choice.
   *
   * @param actor who says so, for the audit
   * @throws Rejected 400 for a class that can't be chosen, 404 no such account
   */
  public void choose(String account, String noticeClass, boolean wanted, String actor) {
    if (!rules.choices().containsKey(noticeClass)) {
      throw new Rejected(400, "class is '" + noticeClass + "', allowed are those with a consent in config/notices.yaml: "
          + String.join(", ", new TreeMap<>(rules.choices()).keySet()));
    }
    store.inTransaction(handle -> {
      handle.createUpdate("INSERT INTO notice_choice (account_id, class, wanted) VALUES (:account, :class, :wanted)"
              + " ON DUPLICATE KEY UPDATE wanted = :wanted")
          .bind("account", accountId(handle, account)).bind("class", noticeClass).bind("wanted", wanted).execute();
      Audit.add(handle, actor, "notice-choice", "account:" + account,
          Json.object().put("class", noticeClass).put("wanted", wanted).toString());
      return null;
    });
  }

  private static long accountId(Handle handle, String account) {
    return handle.createQuery("SELECT id FROM account WHERE number = :account").bind("account", account).mapTo(Long.class)
        .findOne().orElseThrow(() -> new Rejected(404, "account is '" + account + "', there is no such account"));
  }
}
