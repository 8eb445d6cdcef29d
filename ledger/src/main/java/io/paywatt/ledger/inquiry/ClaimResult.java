package io.paywatt.ledger.inquiry;

/**
 * What became of a claim.
 *
 * @param inquiryId row of the inquiry
 * @param outcome   noted: it is going to be asked about; known: the same was claimed before; paid: the payment is known
 */
public record ClaimResult(long inquiryId, String outcome) {}
