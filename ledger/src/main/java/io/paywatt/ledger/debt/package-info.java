/**
 * What customers owe besides their balance: on a ledger account {@code debt:<number>} of its own, recovered from payments
 * in the transaction that posts them. Order of a payment: emergency credit first, then the debt, then the balance.
 */
package io.paywatt.ledger.debt;
