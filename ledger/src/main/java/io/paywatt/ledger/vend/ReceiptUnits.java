package io.paywatt.ledger.vend;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.notice.LateFacts;
import io.paywatt.ledger.notice.NewNotice;
import io.paywatt.ledger.reconcile.AccountCounts;
import io.paywatt.ledger.tariff.Tariff;
import io.paywatt.ledger.tariff.TierUsage;
import io.paywatt.ledger.tariff.Vend;
import org.jdbi.v3.core.Handle;

/**
 * Tells on receipts of accounts that hold money how many units the payment buys, by tier and price: an estimate at the prices
 * of the day, from the tier that is reached so far. Nothing is booked by it.
 */
public final class ReceiptUnits implements LateFacts {
  private static final Set<String> KINDS = Set.of("receipt", "receipt-debt");

  private final CreditDesk credit;

  public ReceiptUnits(CreditDesk credit) {
    this.credit = credit;
  }

  @Override public void add(Handle handle, List<NewNotice> notices, Instant now) {
    List<NewNotice> receipts = notices.stream().filter(each -> each.accountId() != null && KINDS.contains(each.kind())).toList();
    if (receipts.isEmpty()) {
      return;
    }
    Map<Long, Tariff> tariffs = Purchases.tariffs(handle, credit, receipts.stream().map(NewNotice::accountId).distinct().toList(),
        tariff -> !tariff.holdsEnergy() && tariff.covers(now));
    Map<Long, TierUsage> usages = AccountCounts.load(handle, tariffs.keySet(), now);
    receipts.stream().filter(each -> tariffs.containsKey(each.accountId()))
        .forEach(each -> estimate(each.params(), tariffs.get(each.accountId()), usages.get(each.accountId()), now));
  }

  /** Money that covered what was used before, or went to a debt, buys nothing. */
  private static void estimate(ObjectNode params, Tariff tariff, TierUsage usage, Instant now) {
    long minor = Math.min(params.path("amount").asLong() - params.path("recovered").asLong(),
        params.path("balance").asLong(Long.MAX_VALUE));
    if (!tariff.currency().equals(params.path("currency").asText())) {
      return;
    }
    if (minor <= 0) {
      params.putArray("tiers").addObject().put("energyWh", 0);
      return;
    }
    try {
      Purchases.tiers(params, Vend.forMoney(tariff, usage.household(), usage, tariff.dearestOfDay(now),
          Nano.fromMinor(minor, tariff.currency())).lines());
    } catch (Rejected e) {
      params.putNull("tiers"); // charges that are due take all of it, or energy is free
    }
  }
}
