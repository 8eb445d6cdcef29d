package io.paywatt.ledger.reading;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;

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
 * @param tariffWh     forward active registers of tariffs 1, 2, ... in Wh (OBIS 1-0:1.8.1 to 1.8.4), empty when not reported
 * @param powerFactor  -1 to 1 (OBIS 1-0:13.7.0), or null
 * @param frequencyHz  hertz (OBIS 1-0:14.7.0), or null
 * @param quality      what the hub had to assume, empty when the meter told all
 */
public record Reading(String serial, Long seq, Instant at, long energyWh, Relay relay, Long balanceMinor,
    Integer powerW, List<BigDecimal> voltageV, List<BigDecimal> currentA, List<Long> tariffWh, BigDecimal powerFactor,
    BigDecimal frequencyHz, Set<Quality> quality) {

  /** Without tariff registers, power factor and frequency, nothing assumed. */
  public Reading(String serial, Long seq, Instant at, long energyWh, Relay relay, Long balanceMinor, Integer powerW,
      List<BigDecimal> voltageV, List<BigDecimal> currentA) {
    this(serial, seq, at, energyWh, relay, balanceMinor, powerW, voltageV, currentA, List.of(), null, null, Set.of());
  }

  /** The same at another time. */
  public Reading at(Instant time) {
    return new Reading(serial, seq, time, energyWh, relay, balanceMinor, powerW, voltageV, currentA, tariffWh, powerFactor,
        frequencyHz, quality);
  }

  /** Whether the register was not measured but reckoned, by the meter's make or by a person. */
  public boolean estimated() {
    return quality.contains(Quality.ESTIMATED);
  }
}
