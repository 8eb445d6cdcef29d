package io.paywatt.ledger.sts;

import java.time.Instant;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.journal.Balances;
import io.paywatt.ledger.journal.Journal;
import io.paywatt.ledger.reconcile.AccountCounts;
import io.paywatt.ledger.reconcile.ChargeLines;
import io.paywatt.ledger.tariff.ChargeLine;
import io.paywatt.ledger.tariff.Pricer;
import io.paywatt.ledger.tariff.Tariff;
import io.paywatt.ledger.tariff.TariffBook;
import io.paywatt.ledger.tariff.TierUsage;
import org.jdbi.v3.core.Handle;

/**
 * Sells energy for a balance: as much as it buys at this instant's price, in steps a token can carry. What is left buys
 * nothing yet and stays on the balance for the next time.
 */
final class Vend {
  private static final int WRONG = 422;

  private final Handle handle;
  private final TokenOrder order;
  private final Instant now;
  private final Tariff tariff;

  /** @param energyWh 0 when the balance buys nothing @param cost nano units @param entry of the journal, null without cost */
  record Sold(long energyWh, long cost, Long entry) {}

  /** @throws Rejected 422 when the account's tariff can't price a token */
  Vend(Handle handle, TokenOrder order, TariffBook tariffs, Instant now) {
    this.handle = handle;
    this.order = order;
    this.now = now;
    this.tariff = tariffs.tariff(order.tariff()).filter(it -> it.covers(now) && it.highestPrice() > 0
        && it.currency().equals(order.currency())).orElseThrow(() -> new Rejected(WRONG, "tariff '" + order.tariff()
        + "' has no price in " + order.currency() + " in force now, so no token can be sold to meter " + order.serial()));
  }

  /** Takes what the energy costs off the balance, in the running transaction. */
  Sold sell() {
    Balances balances = Balances.lock(handle, List.of(order.accountId()));
    TierUsage usage = AccountCounts.load(handle, List.of(order.accountId()), now).get(order.accountId());
    long energyWh = TransferAmount.UNIT_WH * mostUnits(Math.max(0, balances.of(order.accountId())), usage);
    if (energyWh == 0) {
      return new Sold(0, 0, null);
    }
    List<ChargeLine> lines = lines(energyWh, usage);
    long cost = cost(lines);
    AccountCounts.save(handle, order.accountId(), usage);
    if (cost == 0) {
      return new Sold(energyWh, 0, null);
    }
    long entry = Journal.post(handle, Journal.Kind.CONSUMPTION, "token:" + order.commandId(), now, List.of(
        new Journal.Line(Journal.customer(handle, order.accountId()), -cost),
        new Journal.Line(Journal.control(handle, "revenue:energy", order.currency()), cost)));
    ChargeLines.insert(handle, lines.stream().map(line -> ChargeLines.row(entry, order.meterId(), line)).toList());
    balances.add(order.accountId(), -cost);
    balances.save(handle);
    return new Sold(energyWh, cost, entry);
  }

  /** The cost rises with the energy, so the most that the balance covers is found by halving. */
  private long mostUnits(long balance, TierUsage usage) {
    long least = 0;
    long most = TransferAmount.MOST_UNITS;
    while (least < most) {
      long middle = (least + most + 1) / 2;
      if (covers(balance, middle * TransferAmount.UNIT_WH, usage)) {
        least = middle;
      } else {
        most = middle - 1;
      }
    }
    return TransferAmount.floor(least);
  }

  private boolean covers(long balance, long energyWh, TierUsage usage) {
    try {
      return cost(lines(energyWh, usage.copy())) <= balance;
    } catch (ArithmeticException e) {
      return false; // more than any balance can be
    }
  }

  private List<ChargeLine> lines(long energyWh, TierUsage usage) {
    Pricer pricer = new Pricer(tariff, usage);
    pricer.add(now, now, energyWh);
    return pricer.lines();
  }

  private static long cost(List<ChargeLine> lines) {
    return lines.stream().mapToLong(ChargeLine::amount).reduce(0, Math::addExact);
  }
}
