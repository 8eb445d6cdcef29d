package io.paywatt.ledger.sms;

/**
 * What became of a text.
 *
 * @param outcome answered; claimed: a provider will be asked; ordering: an order will be opened; parked: on the desk;
 *                ignored: from a machine; silent: no answer is due; limited: too many, not looked at; duplicate: was here before;
 *                waiting: other parts have still to come
 * @param detail  which command or why, for staff; never the text
 */
public record SmsResult(String outcome, String detail) {}
