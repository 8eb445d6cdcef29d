package io.paywatt.ledger.debt;

/**
 * A debt that was added or remitted.
 *
 * @param account  account number
 * @param amount   minor units; negative: remitted
 * @param currency ISO 4217 code
 * @param at       RFC 3339
 */
public record DebtChange(long id, String account, long amount, String currency, String reason, String actor, String at) {}
