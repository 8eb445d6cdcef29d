package io.paywatt.ledger.account;

import java.util.List;
import io.paywatt.ledger.money.Money;

/**
 * An account as the outside contract shows it (design.md section 5).
 *
 * @param id       account number
 * @param site     name of the site
 * @param room     name of the room
 * @param holder   who lives there
 * @param phone    masked: the last four digits, or null
 * @param balance  minor units, rounded down
 * @param credit   ok, low, emergency or exhausted
 * @param energyWh Wh left on an account that holds kWh, or null: it holds money
 * @param debt     what is owed besides the balance, minor units
 * @param deferred why it is not cut though its credit is used up, or null
 * @param held     whether somebody said that it is never cut
 * @param daysLeft days the balance lasts at the consumption of the last seven days, or null when that is not known
 * @param meters   meters of the account
 */
public record AccountView(String id, String site, String room, String holder, String phone, Money balance,
    String credit, Long energyWh, Money debt, String deferred, boolean held, Integer daysLeft, List<Meter> meters) {
  /**
   * @param serial   the meter's serial
   * @param make     chooses the codec
   * @param lastSeen RFC 3339, or null
   * @param utility  electricity, water, gas or heat
   */
  public record Meter(String serial, String make, RelayState relay, String lastSeen, String utility) {}

  /** @param wanted closed or open @param reported closed, open, or null when the meter never said */
  public record RelayState(String wanted, String reported) {}
}
