/** Billing on schedule: readings since the last billed register become charges. Called by the route and command line. */
package io.paywatt.ledger.reconcile;
