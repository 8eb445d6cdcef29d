package io.paywatt.ledger.notice;

import java.time.Instant;
import java.util.List;

/**
 * A notice with what happened to it.
 *
 * @param importance  1 goes first
 * @param expiresAt   when it is dropped if it still waits, or null
 * @param digest      the notice it went with, or null
 * @param steps       failed tries, other channels, in the order of time
 */
public record NoticeDetail(NoticeView notice, int importance, Instant expiresAt, Long digest, List<Step> steps) {
  /** @param step tried or next-way @param detail what the provider said */
  public record Step(Instant at, String step, String detail) {}
}
