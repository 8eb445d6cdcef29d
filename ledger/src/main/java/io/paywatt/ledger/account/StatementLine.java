package io.paywatt.ledger.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.tariff.ChargeKind;
import io.paywatt.ledger.tariff.ChargeLine;

/**
 * One line of a statement as programs read it. A consumption entry has a line for each interval, tier, period and price it
 * was made of.
 *
 * @param at            posted, RFC 3339
 * @param kind          payment, consumption, opening, reversal, ...
 * @param reference     key of the journal entry
 * @param amount        minor units, rounded down; negative: taken off
 * @param amountExact   currency units, exact
 * @param balance       balance after this line, minor units, rounded down
 * @param balanceExact  balance after this line, currency units, exact
 * @param currency      ISO 4217 code
 * @param charge        what was consumed, or null
 */
@JsonPropertyOrder({"at", "kind", "reference", "amount", "amountExact", "balance", "balanceExact", "currency", "charge"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatementLine(String at, String kind, String reference, long amount, String amountExact, long balance,
    String balanceExact, String currency, Charge charge) {
  /**
   * @param meter       serial
   * @param from        start of the interval, RFC 3339
   * @param to          end of the interval, RFC 3339
   * @param energyWh    energy in Wh; null for water and gas, and for what is no consumption
   * @param tariff      code of the tariff
   * @param validFrom   version of the tariff
   * @param tier        tier, from 1; null for what is no consumption
   * @param period      time-of-use period, or null when the price is flat
   * @param pricePerKwh currency units a kWh, exact; null as energyWh
   * @param utility     electricity, water, gas or heat
   * @param quantity    exact, in the unit; null for what is no consumption
   * @param unit        kWh or m3
   * @param price       currency units a unit, exact; null for what is no consumption
   * @param kind        energy, fixed, discount, fee, minimum, tax or rounding
   * @param item        name of the charge, discount, fee or tax; of energy: free, slab or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Charge(String meter, String from, String to, Long energyWh, String tariff, String validFrom, Integer tier,
      String period, String pricePerKwh, String utility, String quantity, String unit, String price, String kind, String item) {

    static Charge of(Posted.Charge it) {
      ChargeLine line = it.line();
      boolean used = line.kind() == ChargeKind.ENERGY;
      boolean energy = used && it.utility().isEnergy();
      String price = used ? Exact.perUnit(line.pricePico()) : null;
      return new Charge(it.meter(), line.from().toString(), line.to().toString(), energy ? (Long) line.energyWh() : null,
          line.tariff(), line.validFrom().toString(), used ? (Integer) line.tier() : null, line.period(),
          energy ? price : null, it.utility().word(), used ? Exact.quantity(line.energyWh()) : null, it.utility().unit(), price,
          line.kind().word(), line.item());
    }
  }

  static StatementLine of(Posted it, String currency) {
    return new StatementLine(it.at().toString(), it.kind(), it.key(), Nano.toMinorFloor(it.nano(), currency),
        Exact.of(it.nano()), Nano.toMinorFloor(it.balanceNano(), currency), Exact.of(it.balanceNano()), currency,
        it.charge() == null ? null : Charge.of(it.charge()));
  }
}
