package io.paywatt.ledger.credit;

/**
 * What may differ between accounts: of the configuration, of a site or of an account.
 *
 * @param emergencyMinor credit below zero before the relay opens, minor units, 0 for none
 * @param emergencyWh    the same of accounts that hold kWh, Wh
 * @param recovery       how payments are shared with a debt
 * @param protectedHours daily hours without a cut, or null for none
 * @param weekends       whether Saturday and Sunday are without a cut
 * @param graceDays      days after the import without a cut, 0 for none
 */
public record CreditTerms(long emergencyMinor, long emergencyWh, Recovery recovery, Hours protectedHours,
    boolean weekends, int graceDays) {}
