/**
 * Three-way reconciliation, a business day at a time: the provider's bill, the ledger, and what the meters were credited.
 * A bill is read into rows, and everything is compared by the database, a statement a kind of difference.
 */
package io.paywatt.ledger.settlement;
