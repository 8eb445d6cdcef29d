/**
 * The secure module of STS meters, reached through a vending gateway over HTTP: the port described in
 * {@code io.paywatt.ledger.sts}. Used by the kamelet {@code sts-token-action}.
 */
package io.paywatt.adapter.sts;
