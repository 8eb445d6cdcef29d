/**
 * What payments buy on accounts that hold kWh: a payment is turned into Wh when it is posted, with fees, taxes, charges due,
 * the share of a debt, free units and tiers; the receipt says line by line how.
 */
package io.paywatt.ledger.vend;
