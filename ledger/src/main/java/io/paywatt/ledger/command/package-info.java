/**
 * Commands to meters: queued, one in flight a meter, retried, answered or expired. The package knows no wire
 * format: the meter bridge publishes what {@link io.paywatt.ledger.command.CommandDesk} hands out.
 */
package io.paywatt.ledger.command;
