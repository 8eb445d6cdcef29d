package io.paywatt.ledger.reading;

/**
 * What became of a batch.
 *
 * @param accepted    stored now
 * @param duplicates  stored before with the same content
 * @param quarantined kept aside with a reason, for staff
 */
public record IntakeResult(int accepted, int duplicates, int quarantined) {}
