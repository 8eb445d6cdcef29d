package io.paywatt.ledger.reading;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * One reading of one meter, as a codec made it from bytes. Range checks are the intake's: a codec only makes types.
 *
 * @param serial       the meter's serial, from the topic
 * @param seq          the meter's message counter, or null
 * @param at           time of the meter
 * @param energyWh     forward active register in Wh before the multiplier (OBIS 1-0:1.8.0)
 * @param relay        reported relay, or null
 * @param balanceMinor balance the meter shows, minor units, or null
 * @param powerW       active power in W (OBIS 1-0:16.7.0), or null
 * @param voltageV     volts by phase, empty when not reported
 * @param currentA     amperes by phase, empty when not reported
 * @param estimated    whether the register was not measured but reckoned, by the meter's make or by a person
 */
public record Reading(String serial, Long seq, Instant at, long energyWh, Relay relay, Long balanceMinor,
    Integer powerW, List<BigDecimal> voltageV, List<BigDecimal> currentA, boolean estimated) {

  /** A measured reading. */
  public Reading(String serial, Long seq, Instant at, long energyWh, Relay relay, Long balanceMinor, Integer powerW,
      List<BigDecimal> voltageV, List<BigDecimal> currentA) {
    this(serial, seq, at, energyWh, relay, balanceMinor, powerW, voltageV, currentA, false);
  }
}
