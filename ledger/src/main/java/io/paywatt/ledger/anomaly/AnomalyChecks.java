package io.paywatt.ledger.anomaly;

import java.time.ZoneId;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.store.Store;

/** What no single reading can show, looked for on schedule. Bean {@code anomalyChecks} of the routes. */
public final class AnomalyChecks {
  private final SilentCheck silent;
  private final BalanceCheck balances;
  private final QuietCheck quiet;
  private final NightCheck nights;
  private final Outages outages;

  /** @param zone in which it is night */
  public AnomalyChecks(Store store, AnomalyRules rules, Outages outages, CommandDesk commands, ZoneId zone) {
    this.outages = outages;
    silent = new SilentCheck(store, rules, outages);
    balances = new BalanceCheck(store, rules, commands);
    quiet = new QuietCheck(store, rules);
    nights = new NightCheck(store, rules, zone);
  }

  /** Silent meters, balances, what was not said again, outages that are over. Any number of times. */
  public void run() {
    outages.reviewAll();
    silent.run();
    balances.run();
    quiet.run();
  }

  /** Leaks of the night; once a day after 04:00. The same day again changes nothing. */
  public void night() {
    nights.run();
  }
}
