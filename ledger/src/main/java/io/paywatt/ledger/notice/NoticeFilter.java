package io.paywatt.ledger.notice;

/**
 * Which notices to show; null stands for all.
 *
 * @param state   queued, sent, accepted, delivered, failed, skipped, expired or digested
 * @param account number of the account that is told
 * @param kind    receipt, low-balance, ...
 */
public record NoticeFilter(String state, String account, String kind) {
  /** Every notice. */
  public static final NoticeFilter ALL = new NoticeFilter(null, null, null);
}
