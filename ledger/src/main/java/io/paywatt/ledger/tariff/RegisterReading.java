package io.paywatt.ledger.tariff;

import java.time.Instant;
import java.util.Map;

/**
 * What a meter showed.
 *
 * @param at        when
 * @param energyWh  total register, Wh with the multiplier
 * @param registers its tariff registers by OBIS code or name, Wh; empty when it has none
 */
public record RegisterReading(Instant at, long energyWh, Map<String, Long> registers) {}
