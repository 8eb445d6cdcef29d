package io.paywatt.ledger.notice;

import java.time.Instant;

/**
 * A message to a person and what became of it.
 *
 * @param id          row of notice, also the out id at the provider
 * @param kind        low-balance, receipt, alert-..., ...
 * @param account     account number, or null for the administrators
 * @param recipient   phone number, or null when there was none
 * @param text        as sent
 * @param state       queued, sent, failed or skipped
 * @param attempts    tries so far
 * @param provider    which gateway took or refused it, or null
 * @param providerRef the gateway's reference, or null
 * @param error       why it was not sent, or null
 * @param createdAt   when it was caused
 * @param endedAt     when it was sent or given up, or null
 */
public record NoticeView(long id, String kind, String account, String recipient, String text, String state,
    int attempts, String provider, String providerRef, String error, Instant createdAt, Instant endedAt) {}
