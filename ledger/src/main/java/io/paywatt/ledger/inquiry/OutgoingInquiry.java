package io.paywatt.ledger.inquiry;

/**
 * What a route has to do next.
 *
 * @param id       of the inquiry
 * @param provider adapter name, part of the kamelet's name
 * @param ask      query or close: call that kamelet; post: the body is a payment notice, hand it to the door
 * @param body     JSON for the kamelet or the door
 */
public record OutgoingInquiry(long id, String provider, String ask, byte[] body) {}
