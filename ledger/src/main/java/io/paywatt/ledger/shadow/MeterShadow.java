package io.paywatt.ledger.shadow;

import java.time.Instant;
import java.util.List;
import io.paywatt.ledger.money.Money;

/**
 * What is known of a meter besides its last reading.
 *
 * @param relayProven       position that was proven last, closed or open, or null
 * @param offlineSince      since its last will, or null while it is there
 * @param onMeter           balance that the meter shows, or null when it shows none
 * @param onMeterAt         when it showed that
 * @param difference        of it from the balance of the ledger, or null
 * @param clockDriftSeconds the clock is ahead of ours; negative: behind, or the reading was long on its way; or null
 * @param signalDbm         strength of its radio, or null
 * @param firmware          as the meter names it, or null
 * @param anomalies         kinds that are open
 */
public record MeterShadow(String relayProven, Instant relayProvenAt, Instant offlineSince, Money onMeter,
    Instant onMeterAt, Money difference, Integer clockDriftSeconds, Integer signalDbm, String firmware,
    List<String> anomalies) {}
