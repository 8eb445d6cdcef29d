/** How everything stands, for the first page of the console. */
package io.paywatt.ledger.overview;
