package io.paywatt.it.provider;

import java.util.Map;
import java.util.function.LongSupplier;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A provider on a bad day: it takes orders, payers pay them, and it has books of its own.
 *
 * @param provider its name in orders
 * @param settings environment of the hub
 * @param payer    the {@code payer} object of an order, JSON
 * @param pay      the payer pays an order, given the answer to it
 * @param booked   what was paid by the provider's own books, minor units
 * @param end      ends the provider
 */
record Till(String provider, Map<String, String> settings, String payer, Payer pay, LongSupplier booked, Runnable end) {
  /** Pays; whether and how often its notice arrives is the bad day's affair. */
  @FunctionalInterface
  interface Payer {
    void pay(JsonNode order) throws Exception;
  }
}
