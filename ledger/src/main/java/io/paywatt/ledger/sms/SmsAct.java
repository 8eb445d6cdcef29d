package io.paywatt.ledger.sms;

/**
 * What a route has still to do for a text.
 *
 * @param id   row of inbound_sms; part of the keys that make it happen once
 * @param act  claim or topup
 * @param body JSON for {@code direct:payment-claim}, or a top-up request
 */
public record SmsAct(long id, String act, String body) {}
