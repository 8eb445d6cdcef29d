package io.paywatt.adapter;

/** Text from outside for a log line or a message. */
public final class Printable {
  private static final int MOST = 64;

  private Printable() {}

  /** No line breaks, no control characters, at most 64 characters. */
  public static String of(String text) {
    String clean = text.replaceAll("[^\\p{L}\\p{N}._:|*/ '-]", "?");
    return clean.length() > MOST ? clean.substring(0, MOST) + "..." : clean;
  }
}
