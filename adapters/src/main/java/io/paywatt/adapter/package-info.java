/**
 * Payment providers in, notices out: one package a provider, and here what they share. A provider's package reads its
 * provider's format and nothing else; business rules are in the ledger, wiring in {@code routes/}. No provider's package
 * imports another's.
 */
package io.paywatt.adapter;
