package io.paywatt.ledger.reading;

/**
 * What became of a batch.
 *
 * @param accepted    stored now
 * @param duplicates  stored before with the same content
 * @param quarantined kept aside with a reason, for staff
 */
public record IntakeResult(int accepted, int duplicates, int quarantined) {
  /** Of no readings. */
  public static final IntakeResult NOTHING = new IntakeResult(0, 0, 0);

  IntakeResult plus(IntakeResult more) {
    return new IntakeResult(accepted + more.accepted, duplicates + more.duplicates, quarantined + more.quarantined);
  }
}
