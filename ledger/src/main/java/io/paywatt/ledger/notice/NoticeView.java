package io.paywatt.ledger.notice;

import java.time.Instant;
import java.util.Set;

/**
 * A message to a person and what became of it.
 *
 * @param id          row of notice, also the out id at the provider
 * @param kind        low-balance, receipt, alert-..., ...
 * @param account     account number, or null for the administrators
 * @param channel     sms, email, wechat-mini, ...
 * @param recipient   address there, or null when there was none
 * @param text        as sent
 * @param state       queued, sent, accepted (on its way behind the provider), delivered, failed or skipped
 * @param attempts    tries so far
 * @param provider    which gateway took or refused it, or null
 * @param providerRef the gateway's reference, or null
 * @param error       why it was not sent, or null
 * @param createdAt   when it was caused
 * @param endedAt     when it was sent or given up, or null
 */
public record NoticeView(long id, String kind, String account, String channel, String recipient, String text,
    String state, int attempts, String provider, String providerRef, String error, Instant createdAt, Instant endedAt) {
  private static final Set<String> OUT = Set.of("sent", "accepted", "delivered");

  /** Whether a notice in this state has left the house, as far as is known. */
  public static boolean isOut(String state) {
    return OUT.contains(state);
  }
}
