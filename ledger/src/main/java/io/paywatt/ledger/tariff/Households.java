package io.paywatt.ledger.tariff;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** The households of accounts. A change counts from the next bill on; what was billed stays. */
public final class Households {
  private final Store store;

  public Households(Store store) {
    this.store = store;
  }

  /** Those of some accounts; an account of which nothing is known is left out. */
  public static Map<Long, Household> load(Handle handle, Collection<Long> accountIds) {
    Map<Long, Household> households = new HashMap<>();
    Bulk.select(handle, "SELECT account_id, people, load_w, free_wh, tier_limits, discount_ppm FROM account_household"
            + " WHERE account_id IN (%s)", accountIds, row -> {
          long free = row.getLong(4);
          Long freeWh = row.wasNull() ? null : free;
          return households.put(row.getLong(1), new Household(row.getInt(2), row.getLong(3), freeWh,
              limits(row.getString(5)), row.getLong(6)));
        });
    return households;
  }

  /** @throws Rejected 404 unknown account */
  public Household get(String account) {
    return store.inTransaction(handle -> {
      long id = id(handle, account);
      return load(handle, List.of(id)).getOrDefault(id, Household.NONE);
    });
  }

  /** @param actor who changes it @throws Rejected 404 unknown account */
  public void set(String account, Household household, String actor) {
    store.inTransaction(handle -> {
      Household before = load(handle, List.of(id(handle, account))).get(id(handle, account));
      handle.createUpdate("INSERT INTO account_household (account_id, people, load_w, free_wh, tier_limits, discount_ppm)"
              + " VALUES (:id, :people, :load, :free, :limits, :discount) ON DUPLICATE KEY UPDATE people = VALUES(people),"
              + " load_w = VALUES(load_w), free_wh = VALUES(free_wh), tier_limits = VALUES(tier_limits),"
              + " discount_ppm = VALUES(discount_ppm)")
          .bind("id", id(handle, account)).bind("people", household.people()).bind("load", household.loadW())
          .bind("free", household.freeWh()).bind("limits", household.tierLimitsWh().isEmpty() ? null
              : household.tierLimitsWh().stream().map(String::valueOf).collect(Collectors.joining(",")))
          .bind("discount", household.discountPpm()).execute();
      Audit.change(handle, actor, "household", "account:" + account, before, household, null);
      return null;
    });
  }

  private static long id(Handle handle, String account) {
    return handle.createQuery("SELECT id FROM account WHERE number = :number").bind("number", account).mapTo(Long.class)
        .findOne().orElseThrow(() -> new Rejected(404, "account " + account + " is not known"));
  }

  private static List<Long> limits(String text) {
    return text == null ? List.of() : Arrays.stream(text.split(",")).map(Long::valueOf).toList();
  }
}
