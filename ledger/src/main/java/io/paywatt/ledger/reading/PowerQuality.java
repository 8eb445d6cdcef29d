package io.paywatt.ledger.reading;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * When the administrators are told about the supply. The default is GB/T 12325 for 220 V single phase: -10 % and +7 %.
 *
 * @param minVoltage volts, below is under-voltage
 * @param maxVoltage volts, above is over-voltage
 * @param maxPowerW  watts, above is overload; null for no limit
 */
public record PowerQuality(BigDecimal minVoltage, BigDecimal maxVoltage, Integer maxPowerW) {
  /** What can be wrong. */
  enum Finding {
    OVER_VOLTAGE("over-voltage"), UNDER_VOLTAGE("under-voltage"), OVERLOAD("overload");

    private final String word;

    Finding(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** 198.0 to 235.4 V, no limit of power. */
  public static PowerQuality defaults() {
    return new PowerQuality(new BigDecimal("198.0"), new BigDecimal("235.4"), null);
  }

  /** Nothing is said of low voltage behind an open relay: some meters measure there. */
  Set<Finding> findings(List<BigDecimal> voltageV, Integer powerW, Relay relay) {
    Set<Finding> found = EnumSet.noneOf(Finding.class);
    if (voltageV.stream().anyMatch(volts -> volts.compareTo(maxVoltage) > 0)) {
      found.add(Finding.OVER_VOLTAGE);
    }
    if (relay != Relay.OPEN && voltageV.stream().anyMatch(volts -> volts.compareTo(minVoltage) < 0)) {
      found.add(Finding.UNDER_VOLTAGE);
    }
    if (maxPowerW != null && powerW != null && powerW > maxPowerW) {
      found.add(Finding.OVERLOAD);
    }
    return found;
  }
}
