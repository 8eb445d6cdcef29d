package io.paywatt.ledger.tariff;

import java.time.ZoneId;
import java.util.Map;

/**
 * What all versions of a tariff share.
 *
 * @param code        what accounts name it by
 * @param names       by language: zh, en
 * @param utility     what is measured
 * @param currency    ISO 4217
 * @param zone        of dates and times of day
 * @param holdsEnergy whether accounts hold energy bought at vend time
 * @param line        how a line of a bill is rounded, null: not at all
 * @param total       how the total of a bill is rounded
 * @param roundsBills whether the file says how bills are rounded
 * @param month       when months of charges and taxes begin
 * @param calendar    holidays
 */
record TariffHead(String code, Map<String, String> names, Utility utility, String currency, ZoneId zone,
    boolean holdsEnergy, Rounding line, Rounding total, boolean roundsBills, TierPeriod month, DayCalendar calendar) {}
