package io.paywatt.ledger.credit;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * When to warn and when to cut, from the configuration.
 *
 * @param lowStagesMinor low-balance thresholds in minor units, highest first; a message at each
 * @param emergencyMinor credit below zero before the relay opens, minor units, 0 for none
 * @param readingMaxAge  no cut when the newest reading is older
 * @param protectedFrom  start of the daily hours without a cut, or null for none; may lie after {@code protectedTo}
 * @param protectedTo    end of these hours, exclusive, or null
 * @param zone           zone of the protected hours
 */
public record CreditRules(List<Long> lowStagesMinor, long emergencyMinor, Duration readingMaxAge,
    LocalTime protectedFrom, LocalTime protectedTo, ZoneId zone) {}
