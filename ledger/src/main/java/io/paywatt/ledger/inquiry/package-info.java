/**
 * What a provider must still be asked: an order without a notice is queried until it is final, unsigned evidence of a
 * payment until the provider confirms it. One table, one schedule; the asking itself is a route.
 */
package io.paywatt.ledger.inquiry;
