/**
 * Money that goes back to the payer: reserved when it is asked for, sent under one number however often, ended by the
 * provider's answer, its notice or a person.
 */
package io.paywatt.ledger.refund;
