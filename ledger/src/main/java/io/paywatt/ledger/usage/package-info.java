/**
 * Questions about meters: the live picture, usage and cost over time. Whole days are kept by {@link
 * io.paywatt.ledger.usage.UsageKeeper} and are always what readings and charges say.
 */
package io.paywatt.ledger.usage;
