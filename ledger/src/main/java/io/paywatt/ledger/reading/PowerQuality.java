package io.paywatt.ledger.reading;

import java.math.BigDecimal;

/**
 * When the administrators are told about the supply. The default is GB/T 12325 for 220 V single phase: -10 % and +7 %.
 *
 * @param minVoltage volts, below is under-voltage
 * @param maxVoltage volts, above is over-voltage
 * @param maxPowerW  watts, above is overload; null for no limit
 */
public record PowerQuality(BigDecimal minVoltage, BigDecimal maxVoltage, Integer maxPowerW) {
  /** 198.0 to 235.4 V, no limit of power. */
  public static PowerQuality defaults() {
    return new PowerQuality(new BigDecimal("198.0"), new BigDecimal("235.4"), null);
  }
}
