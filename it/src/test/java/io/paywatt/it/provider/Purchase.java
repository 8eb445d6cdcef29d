package io.paywatt.it.provider;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An order of ours that waits to be paid.
 *
 * @param order    our order number, what the provider knows it by
 * @param account  number of the account it is for
 * @param meter    serial of the meter it is for
 * @param amount   minor units
 * @param currency ISO 4217 code
 * @param client   what the provider gave for the payer's client
 */
public record Purchase(String order, String account, String meter, long amount, String currency, JsonNode client) {}
