/**
 * Replays of failed messages: a dry run, then a run over a set that is fixed, at a rate, in order, that can be paused; and
 * edits of messages, with a second person where money is concerned.
 */
package io.paywatt.ledger.replay;
