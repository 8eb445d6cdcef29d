package io.paywatt.ledger.credit;

/**
 * Where an account stands with its credit, for staff. Amounts are minor units, times RFC 3339.
 *
 * @param account   account number
 * @param state     ok, low, emergency or exhausted
 * @param terms     what is in force
 * @param own       what the account has of its own; a field it has none in is null
 * @param site      what its site has of its own
 * @param owed      debt besides the balance
 * @param recoveryAt from when on payments are shared with the debt, or null without one
 * @param hold      why it is never cut, or null
 * @param deferred  why it is not cut now though its credit is used up, or null
 */
public record CreditView(String account, String currency, String state, TermsView terms, TermsChange own, TermsChange site,
    long owed, String recoveryAt, Hold hold, Deferred deferred) {

  /** The terms in words. @param protectedHours or none */
  public record TermsView(long emergency, long emergencyWh, String recovery, String protectedHours, boolean weekends,
      int graceDays) {
    static TermsView of(CreditTerms terms) {
      return new TermsView(terms.emergencyMinor(), terms.emergencyWh(), terms.recovery().toString(),
          terms.protectedHours() == null ? TermsChange.NO_HOURS : terms.protectedHours().toString(), terms.weekends(),
          terms.graceDays());
    }
  }

  /** @param until exclusive, or null: until it is taken back */
  public record Hold(String reason, String by, String since, String until) {}

  /**
   * @param reason held, grace, holiday, weather, weekend, protected-hours, payment-pending, readings-old,
   *     readings-estimated or announced
   * @param until  when it ends by itself, or null
   */
  public record Deferred(String reason, String until, String since) {}
}
