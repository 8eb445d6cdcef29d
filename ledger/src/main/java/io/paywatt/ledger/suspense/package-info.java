/** Money that has no place: what lies in suspense, who looks after it, and moving a payment to where it belongs. */
package io.paywatt.ledger.suspense;
