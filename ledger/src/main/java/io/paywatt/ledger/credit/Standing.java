package io.paywatt.ledger.credit;

import java.time.Instant;

/**
 * What there is to judge about an account; its balance row is locked by the caller.
 *
 * @param unit          currency of the balance, or {@link io.paywatt.ledger.money.Energy#UNIT}
 * @param balance       nano units, or Wh
 * @param newestReading time of the newest reading that was taken into account, or null after a payment: money that came
 *                      in never warns or cuts
 * @param estimated     whether the balance rests on an estimated reading: then it is no reason for a cut
 */
public record Standing(long accountId, String unit, long balance, Instant newestReading, boolean estimated) {
  /** @param measured time of the newest reading of all meters when it was measured, or null @param spoke whether one ever came */
  public static Standing of(long accountId, String unit, long balance, Instant measured, boolean spoke) {
    return new Standing(accountId, unit, balance, measured == null ? Instant.EPOCH : measured, spoke && measured == null);
  }

  /** A balance that rests on what meters said. */
  public Standing(long accountId, String unit, long balance, Instant newestReading) {
    this(accountId, unit, balance, newestReading, false);
  }
}
