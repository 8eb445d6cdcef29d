/** What a meter is made of over the years: devices that were exchanged, transformer ratios. */
package io.paywatt.ledger.meter;
