package io.paywatt.ledger.notice;

/**
 * Which notices to show; null stands for all.
 *
 * @param state   queued, sent, accepted, delivered, failed, skipped, expired or digested
 * @param account number of the account that is told
 * @param kind    receipt, low-balance, ...
 * @param payment number of the payment that is told about
 */
public record NoticeFilter(String state, String account, String kind, String payment) {
  /** Every notice. */
  public static final NoticeFilter ALL = new NoticeFilter(null, null, null, null);
}
