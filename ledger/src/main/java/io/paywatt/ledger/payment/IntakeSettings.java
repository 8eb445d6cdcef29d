package io.paywatt.ledger.payment;

/** What the intake is told by the configuration. @param currency ISO 4217 code of the ledger; other money is parked */
public record IntakeSettings(String currency) {}
