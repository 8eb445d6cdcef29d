package io.paywatt.adapter.smpp;

/** The default alphabet of GSM (3GPP TS 23.038), one byte a sign, with its extension table behind ESC. */
final class GsmAlphabet {
  private static final int ESCAPE = 0x1b;
  private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
      + "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENSION_CODES = "\n\u0014()/<=>@e";
  private static final String EXTENSION_SIGNS = "\f^{}\\[~]|€";

  private GsmAlphabet() {}

  static String decode(byte[] septets) {
    StringBuilder text = new StringBuilder(septets.length);
    for (int i = 0; i < septets.length; i++) {
      int code = septets[i] & 0x7f;
      if (code == ESCAPE && i + 1 < septets.length) {
        int extended = EXTENSION_CODES.indexOf((char) (septets[++i] & 0x7f));
        text.append(extended < 0 ? ' ' : EXTENSION_SIGNS.charAt(extended));
      } else {
        text.append(BASIC.charAt(code));
      }
    }
    return text.toString();
  }
}
