package io.paywatt.ledger.notice;

/** How many parts an SMS takes: that is what providers count, limit and charge. */
final class Segments {
  /** GSM 03.38; a letter outside makes the whole text UCS-2. */
  private static final String GSM = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
      + "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  /** Takes two of the 160. */
  private static final String GSM_ESCAPED = "\f^{}\\[~]|€";
  private static final int GSM_SINGLE = 160;
  private static final int GSM_PART = 153;
  private static final int UCS2_SINGLE = 70;
  private static final int UCS2_PART = 67;

  private Segments() {}

  /** From 1. */
  static int of(String text) {
    int septets = 0;
    for (char letter : text.toCharArray()) {
      if (GSM.indexOf(letter) >= 0) {
        septets++;
      } else if (GSM_ESCAPED.indexOf(letter) >= 0) {
        septets += 2;
      } else {
        return parts(text.length(), UCS2_SINGLE, UCS2_PART);
      }
    }
    return parts(septets, GSM_SINGLE, GSM_PART);
  }

  private static int parts(int length, int single, int part) {
    return length <= single ? 1 : (length + part - 1) / part;
  }
}
