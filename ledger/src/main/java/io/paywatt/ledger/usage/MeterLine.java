package io.paywatt.ledger.usage;

import java.time.Instant;

/**
 * A meter in a list.
 *
 * @param state    on, off or silent
 * @param account  number of the account
 * @param lastSeen when it last spoke, or null
 * @param powerW   of the newest reading, or null
 */
public record MeterLine(String serial, String make, String utility, String state, String site, String room, String account,
    MeterView.RelayView relay, Instant lastSeen, Integer powerW) {}
