package io.paywatt.ledger.credit;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Decides what a balance means: warn, cut off, restore. Runs inside the transaction that changed the balance and writes
 * the decision (account_credit, meter_state.relay_wanted) together with its outbox rows.
 */
public final class CreditDesk {
  private final CreditRules rules;

  public CreditDesk(CreditRules rules) {
    this.rules = rules;
  }

  /** Money came in: closes the relay again when the balance allows it. @param balanceNano balance after the posting */
  public void afterPayment(Handle handle, long accountId, String currency, long balanceNano, Instant now) {
  }

  /**
   * Energy was taken off the balance: warns at each stage once, opens the relay at zero when nothing speaks against it.
   *
   * @param newestReading time of the account's newest billed reading
   */
  public void afterConsumption(Handle handle, long accountId, String currency, long balanceNano, Instant newestReading,
      Instant now) {
  }
}
