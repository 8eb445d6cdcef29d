/** What meters say, from the codecs into the database: readings, events, presence; what can't be right is kept aside. */
package io.paywatt.ledger.reading;
