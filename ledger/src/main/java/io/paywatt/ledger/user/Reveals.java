package io.paywatt.ledger.user;

import java.util.Map;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;

/** Personal data that is shown to somebody who says why. */
public final class Reveals {
  private final Store store;

  /** @param phone or null: none is known */
  public record Person(String holder, String phone) {}

  public Reveals(Store store) {
    this.store = store;
  }

  /** Who lives there. @param reason why somebody has to know @throws Rejected 404 unknown account */
  public Person account(String number, String reason, String actor) {
    return store.inTransaction(handle -> {
      Person person = handle.createQuery("SELECT holder, phone FROM account WHERE number = :number").bind("number", number)
          .map((row, context) -> new Person(row.getString("holder"), row.getString("phone"))).findOne()
          .orElseThrow(() -> new Rejected(404, "There is no account '" + number + "'"));
      Audit.add(handle, actor, "reveal", "account:" + number, Json.write(Map.of("reason", reason)));
      return person;
    });
  }

  /** Notes that somebody is shown something whole. @param subject such as {@code failed:17} */
  public void note(String subject, String reason, String actor) {
    store.inTransaction(handle -> {
      Audit.add(handle, actor, "reveal", subject, Json.write(Map.of("reason", reason)));
      return null;
    });
  }
}
