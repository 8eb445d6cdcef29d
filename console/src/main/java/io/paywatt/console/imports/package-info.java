/** Accounts and meters from a CSV file. */
package io.paywatt.console.imports;
