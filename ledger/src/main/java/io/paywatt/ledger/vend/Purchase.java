package io.paywatt.ledger.vend;

import java.util.List;
import io.paywatt.ledger.debt.Recoveries;
import io.paywatt.ledger.tariff.ChargeLine;
import io.paywatt.ledger.tariff.Tariff;
import io.paywatt.ledger.tariff.TierUsage;
import io.paywatt.ledger.tariff.VendQuote;

/**
 * What one payment buys.
 *
 * @param paid       the payment
 * @param beforeOver what payments before had left over, nano units
 * @param recovered  what goes to the debt, nano units
 * @param quote      what the rest buys, or null: nothing
 * @param refused    why nothing is bought, or null
 * @param before     the account's counts before it
 * @param after      how the account stands with it, or null: not known yet
 */
record Purchase(Recoveries.Paid paid, Tariff tariff, long beforeOver, long recovered, VendQuote quote, String refused,
    TierUsage before, Standing after) {
  /** @param ledgerAccountId of the Wh @param wh what is left @param owed debt that is left, nano units */
  record Standing(long ledgerAccountId, long wh, long owed) {}

  Purchase standing(Standing standing) {
    return new Purchase(paid, tariff, beforeOver, recovered, quote, refused, before, standing);
  }

  /** Nano units that units are bought for. */
  long tendered() {
    return paid.nano() + beforeOver - recovered;
  }

  /** Nano units that stay on the account. */
  long leftOver() {
    return quote == null ? tendered() : quote.change();
  }

  long energyWh() {
    return quote == null ? 0 : quote.energyWh();
  }

  /** Whether anything has to be posted. */
  boolean isBought() {
    return quote != null && (quote.energyWh() > 0 || quote.change() != tendered());
  }

  /** Says once for ever which payment bought it. */
  String key() {
    return "vend:" + paid.entryId();
  }

  /** Nothing is bought. */
  static Purchase refused(Recoveries.Paid paid, Tariff tariff, long beforeOver, long recovered, String why,
      TierUsage before) {
    return new Purchase(paid, tariff, beforeOver, recovered, null, why, before, null);
  }

  /** The lines that add up to what was spent. */
  List<ChargeLine> lines() {
    return quote == null ? List.of() : quote.lines();
  }

  /** Taxes that the prices contain: shown, not added. */
  List<ChargeLine> included() {
    return quote == null ? List.of() : quote.included();
  }
}
