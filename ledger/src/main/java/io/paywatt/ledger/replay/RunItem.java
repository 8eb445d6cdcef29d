package io.paywatt.ledger.replay;

import java.time.Instant;

/**
 * One item of a run.
 *
 * @param seq    place in the order
 * @param id     the failed message
 * @param plan   what was expected when the set was fixed, one of {@link ReplayPlan#ACTIONS}
 * @param state  queued, sent, done, failed, held or cancelled
 * @param result what it brought, or why it was not sent
 */
public record RunItem(int seq, long id, String plan, String state, String result, Instant endedAt) {}
