/** What tables for spreadsheets have in common. */
package io.paywatt.ledger.csv;
