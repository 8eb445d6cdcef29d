package io.paywatt.ledger.vend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.debt.Recoveries;
import io.paywatt.ledger.debt.Recoveries.Paid;
import io.paywatt.ledger.energy.EnergyBalances;
import io.paywatt.ledger.journal.Balances;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.reconcile.AccountCounts;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.tariff.ChargeLine;
import io.paywatt.ledger.tariff.Tariff;
import io.paywatt.ledger.tariff.TierUsage;
import io.paywatt.ledger.tariff.Vend;
import io.paywatt.ledger.tariff.VendQuote;
import org.jdbi.v3.core.Handle;

/**
 * What payments are used for, in the transaction that posts them and behind their entries: emergency credit first, then the
 * debt, then the balance, or units where the account holds kWh.
 */
public final class Purchases {
  private final Handle handle;
  private final Balances balances;
  private final Recoveries recoveries;
  private final EnergyBalances energy;
  private final Map<Long, Tariff> tariffs;
  private final Map<Long, TierUsage> usages;
  private final Instant now;
  private final List<Purchase> purchases = new ArrayList<>();

  /**
   * What became of a payment.
   *
   * @param recovered nano units that went to the debt
   * @param balance   money on the account after it, nano units
   * @param bought    what was bought, or null: the account holds money
   */
  public record Use(long recovered, long balance, Bought bought) {
    /** Adds what a receipt says of it. @param params of the notice @return the kind of the notice */
    public String receipt(ObjectNode params, long payment, String currency) {
      if (bought != null) {
        params.put("energyWh", bought.wh()).put("payment", payment);
        tiers(params, bought.lines());
        return "receipt-energy";
      }
      params.put("balance", Nano.toMinorFloor(balance, currency));
      if (recovered > 0) {
        params.put("recovered", Nano.toMinorFloor(recovered, currency));
        return "receipt-debt";
      }
      return "receipt";
    }
  }

  /** @param wh bought @param balanceWh on the account after it @param lines what they are made of, by tier and price */
  public record Bought(long wh, long balanceWh, List<ChargeLine> lines) {}

  private Purchases(Handle handle, CreditDesk credit, Map<Long, String> accounts, Balances balances, Instant now) {
    this.handle = handle;
    this.balances = balances;
    this.now = now;
    this.recoveries = Recoveries.lock(handle, credit.rules(), accounts.keySet(), now);
    this.tariffs = tariffs(credit, accounts, Tariff::holdsEnergy);
    EnergyBalances.open(handle, tariffs.keySet());
    this.energy = EnergyBalances.lock(handle, tariffs.keySet());
    this.usages = AccountCounts.load(handle, tariffs.keySet(), now);
  }

  /** @param accounts codes of the tariffs by account id @param balances with the accounts locked */
  public static Purchases lock(Handle handle, CreditDesk credit, Map<Long, String> accounts, Balances balances,
      Instant now) {
    return new Purchases(handle, credit, accounts, balances, now);
  }

  /** As {@link #lock(Handle, CreditDesk, Map, Balances, Instant)}, of one account. */
  public static Purchases lock(Handle handle, CreditDesk credit, long accountId, Balances balances, Instant now) {
    return lock(handle, credit, codes(handle, List.of(accountId)), balances, now);
  }

  /** Puts a payment on the balance and uses it. Written by {@link #save}; the balances are saved by the caller. */
  public Use use(Paid paid) {
    Tariff tariff = tariffs.get(paid.accountId());
    long money = balances.of(paid.accountId()) + paid.nano();
    long share = recoveries.share(paid, Math.min(paid.nano(), money));
    long recovered = tariff == null ? share : afterEmergency(paid, tariff, money, share);
    recoveries.take(paid, recovered);
    return use(paid, recovered);
  }

  /** As {@link #use}, of a payment that comes back from a refund. @param recovered what the debt has taken again already */
  public Use useAgain(Paid paid, long recovered) {
    return use(paid, recovered);
  }

  private Use use(Paid paid, long recovered) {
    long beforeOver = balances.of(paid.accountId());
    long balance = balances.add(paid.accountId(), paid.nano());
    Tariff tariff = tariffs.get(paid.accountId());
    if (tariff == null) {
      return new Use(recovered, balances.add(paid.accountId(), -recovered), null);
    }
    Purchase purchase = buy(paid, tariff, beforeOver, recovered);
    usages.put(paid.accountId(), purchase.quote() == null ? purchase.before() : purchase.quote().usage());
    long ledger = energy.change(paid.accountId(), purchase.energyWh()).ledgerAccountId();
    purchases.add(purchase.standing(new Purchase.Standing(ledger, energy.wh(paid.accountId()),
        recoveries.owed(paid.accountId()))));
    long left = balances.add(paid.accountId(), purchase.leftOver() - balance);
    return new Use(purchase.recovered(), left, new Bought(purchase.energyWh(),
        energy.wh(paid.accountId()), purchase.lines()));
  }

  /** Writes debts, units, counts and receipts. */
  public void save() {
    recoveries.save(handle);
    purchases.forEach(new PurchaseRows(handle, now)::write);
    energy.save(handle);
    purchases.clear();
  }

  /**
   * Why a payment can't be sold as units whatever the account has: outside the limits of the tariff, or less than the charges
   * that are due. Empty for accounts that hold money.
   */
  public static Optional<String> obstacle(Handle handle, CreditDesk credit, long accountId, String tariffCode, long nano,
      Instant now) {
    Tariff tariff = credit.tariff(tariffCode).filter(Tariff::holdsEnergy).orElse(null);
    if (tariff == null) {
      return Optional.empty();
    }
    try {
      quote(tariff, AccountCounts.load(handle, List.of(accountId), now).get(accountId), nano, now);
      return Optional.empty();
    } catch (Rejected e) {
      return Optional.of("not sold: " + e.getMessage());
    }
  }

  private Purchase buy(Paid paid, Tariff tariff, long beforeOver, long recovered) {
    TierUsage usage = usages.get(paid.accountId());
    try {
      return new Purchase(paid, tariff, beforeOver, recovered,
          quote(tariff, usage, paid.nano() + beforeOver - recovered, now), null, usage, null);
    } catch (Rejected e) {
      // what was paid stays on the account as money and is used with the next payment
      return Purchase.refused(paid, tariff, beforeOver, recovered, e.getMessage(), usage);
    }
  }

  /** Of the share of a debt as much as leaves the units that repay emergency credit: that comes first. */
  private long afterEmergency(Paid paid, Tariff tariff, long money, long share) {
    TierUsage usage = usages.get(paid.accountId());
    long used = -energy.wh(paid.accountId());
    if (used <= 0 || share == 0 || units(tariff, usage, money - share) >= used) {
      return share;
    }
    long minor = Nano.perMinor(paid.currency());
    long low = 0;
    long high = share / minor + 1;
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (units(tariff, usage, money - middle * minor) >= used) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low * minor;
  }

  private long units(Tariff tariff, TierUsage usage, long money) {
    try {
      return quote(tariff, usage, money, now).energyWh();
    } catch (Rejected e) {
      return 0;
    }
  }

  private static VendQuote quote(Tariff tariff, TierUsage usage, long money, Instant now) {
    if (money <= 0) {
      throw new Rejected(422, "no money is left for units");
    }
    if (!tariff.covers(now)) {
      throw new Rejected(422, "tariff '" + tariff.code() + "' has no version in force at " + now);
    }
    return Vend.forMoney(tariff, usage.household(), usage, now, money);
  }

  /** The tariffs of the accounts that have one of these. */
  static Map<Long, Tariff> tariffs(Handle handle, CreditDesk credit, Collection<Long> accountIds, Predicate<Tariff> which) {
    return tariffs(credit, codes(handle, accountIds), which);
  }

  private static Map<Long, Tariff> tariffs(CreditDesk credit, Map<Long, String> codes, Predicate<Tariff> which) {
    Map<Long, Tariff> tariffs = new HashMap<>();
    codes.forEach((id, code) -> credit.tariff(code).filter(which).ifPresent(tariff -> tariffs.put(id, tariff)));
    return tariffs;
  }

  private static Map<Long, String> codes(Handle handle, Collection<Long> accountIds) {
    Map<Long, String> codes = new HashMap<>();
    Bulk.select(handle, "SELECT id, tariff FROM account WHERE id IN (%s)", accountIds,
        row -> codes.put(row.getLong(1), row.getString(2)));
    return codes;
  }

  /** Units and their price, in the order of the tiers, for the params of a notice. */
  static void tiers(ObjectNode params, List<ChargeLine> lines) {
    ArrayNode tiers = params.putArray("tiers");
    lines.stream().filter(line -> line.energyWh() > 0).forEach(line -> tiers.addObject()
        .put("energyWh", line.energyWh()).put("priceNano", line.pricePico()));
  }
}
