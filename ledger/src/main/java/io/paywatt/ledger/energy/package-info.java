/**
 * The Wh of accounts that hold kWh: ledger accounts {@code energy:<number>}, {@code sold:energy} and {@code used:energy},
 * whose currency is {@link io.paywatt.ledger.money.Energy#UNIT}, with a trial balance of their own.
 */
package io.paywatt.ledger.energy;
