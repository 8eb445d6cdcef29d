package io.paywatt.ledger.reconcile;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import io.paywatt.ledger.tariff.Count;
import io.paywatt.ledger.tariff.TierUsage;
import io.paywatt.ledger.tariff.Utility;
import org.jdbi.v3.core.Handle;

/** What tariffs count of accounts, for those who sell units: kWh. The balances of the accounts are locked: nobody else counts. */
public final class AccountCounts {
  /** A purchase collects what fell due since the last one, up to two years before. */
  private static final int YEARS_BACK = 3;

  private AccountCounts() {}

  /** By account id; every account of the list has an entry. */
  public static Map<Long, TierUsage> load(Handle handle, Collection<Long> accountIds, Instant now) {
    TierUsages usages = TierUsages.load(handle, accountIds, LocalDate.ofInstant(now, ZoneOffset.UTC).minusYears(YEARS_BACK));
    Map<Long, TierUsage> byAccount = new HashMap<>();
    accountIds.forEach(id -> byAccount.put(id, usages.of(id, Utility.ELECTRICITY)));
    return byAccount;
  }

  /** Writes what a purchase changed. */
  public static void save(Handle handle, long accountId, TierUsage usage) {
    TierUsages.save(handle, accountId, Utility.ELECTRICITY, usage);
  }

  /** Puts counts back as they were. @param periods Wh by tier period @param counts all others */
  public static void restore(Handle handle, long accountId, Map<LocalDate, Long> periods, Map<Count, Long> counts) {
    TierUsages.write(handle, accountId, Utility.ELECTRICITY, periods, counts);
  }
}
