/** Addresses by which the people of an account are reached, on every channel there is. */
package io.paywatt.ledger.contact;
