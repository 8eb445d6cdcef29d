package io.paywatt.ledger.account;

/**
 * What an import made.
 *
 * @param lines        lines read
 * @param sites        new sites
 * @param rooms        new rooms
 * @param accounts     new accounts
 * @param meters       new meters
 * @param openingMinor sum of the opening balances, minor units
 */
public record ImportResult(int lines, int sites, int rooms, int accounts, int meters, long openingMinor) {}
