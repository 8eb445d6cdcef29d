package io.paywatt.ledger.usage;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import io.paywatt.ledger.money.Money;

/**
 * The live picture of a meter.
 *
 * @param serial       printed on the meter
 * @param make         chooses the codec
 * @param utility      electricity, water, gas or heat
 * @param account      number of the account
 * @param relay        wanted by the ledger and reported by the meter
 * @param online       as it or its last will said last
 * @param lastSeen     when it last spoke, or null
 * @param lastReading  newest reading, or null
 * @param balance      of the account
 * @param openCommands commands that wait for the meter's answer
 * @param billedUpTo   time of the last billed reading, or null
 */
public record MeterView(String serial, String make, String utility, String account, RelayView relay, boolean online,
    Instant lastSeen, LastReading lastReading, Money balance, int openCommands, Instant billedUpTo) {

  /** closed or open. @param reported null when the meter never said */
  public record RelayView(String wanted, String reported) {}

  /** @param powerW null when not reported @param voltageV empty when not reported, one value a phase */
  public record LastReading(Instant at, long energyWh, Integer powerW, List<BigDecimal> voltageV,
      List<BigDecimal> currentA) {}
}
