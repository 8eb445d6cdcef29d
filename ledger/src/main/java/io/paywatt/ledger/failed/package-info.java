/**
 * The desk of failed messages: what failed on a route, whole, until a person has dealt with it or replayed it
 * through the door it failed behind.
 */
package io.paywatt.ledger.failed;
