package io.paywatt.ledger.vend;

import java.util.List;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a payment was turned into, line by line. Amounts are exact currency units as text, energy Wh, times RFC 3339. The lines
 * of {@code charges} and {@code leftOver} add up to {@code tendered}.
 *
 * @param payment    number of the payment
 * @param account    account number
 * @param paid       what was paid
 * @param beforeOver what payments before had left over
 * @param debt       what went to the debt
 * @param debtLeft   debt that is left
 * @param tendered   what units were bought for
 * @param charges    units by tier and price, charges, discounts, fees, taxes
 * @param included   taxes that the prices contain
 * @param leftOver   too little for a further step; it is used with the next payment
 * @param energyWh   Wh bought, free ones included
 * @param balanceWh  Wh on the account after it
 * @param refused    why nothing was bought, or null
 * @param undone     whether it was undone since, because the payment was given back or moved
 * @param differences why it is not what the payment before bought; empty for the first one
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Receipt(long payment, String account, String at, String tariff, String currency, String paid,
    String beforeOver, String debt, String debtLeft, String tendered, List<Line> charges, List<Line> included,
    String leftOver, long energyWh, long balanceWh, String refused, boolean undone, List<Difference> differences) {
  /**
   * One line.
   *
   * @param kind        energy, fixed, discount, fee, minimum, tax or rounding
   * @param item        name of the charge, discount, fee or tax; of energy free, slab or null
   * @param tier        from 1, 0 for all but energy
   * @param period      time of use, or null
   * @param pricePerKwh currency units a kWh, or null when it is no price a kWh
   */
  public record Line(String kind, String item, long energyWh, int tier, String period, String pricePerKwh, String amount,
      String textZh, String textEn) {}

  /** @param kind paid, debt, fixed, fee, tax, tier, price, free, discount or left-over */
  public record Difference(String kind, String zh, String en) {}
}
