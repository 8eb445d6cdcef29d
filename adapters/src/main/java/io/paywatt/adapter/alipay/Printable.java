package io.paywatt.adapter.alipay;

/** Text from outside for a log line or a message: no line breaks, not endless. */
final class Printable {
  private static final int MOST = 64;

  private Printable() {}

  static String of(String text) {
    String clean = text.replaceAll("[^\\p{L}\\p{N}._:|*/ -]", "?");
    return clean.length() > MOST ? clean.substring(0, MOST) + "..." : clean;
  }
}
