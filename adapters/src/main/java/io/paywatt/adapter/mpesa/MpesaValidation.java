package io.paywatt.adapter.mpesa;

/** What M-Pesa is told about a payment that somebody is about to make. */
public enum MpesaValidation {
  ACCEPTED("0", "Accepted"),
  NO_SUCH_METER("C2B00012", "Invalid Account Number"),
  WRONG_AMOUNT("C2B00013", "Invalid Amount");

  private final String code;
  private final String words;

  MpesaValidation(String code, String words) {
    this.code = code;
    this.words = words;
  }

  /** Daraja's code. */
  public String code() {
    return code;
  }

  /** Daraja's words. */
  public String words() {
    return words;
  }
}
