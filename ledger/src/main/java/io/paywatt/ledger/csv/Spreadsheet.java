package io.paywatt.ledger.csv;

/** Cells of tables that people open in a spreadsheet. */
public final class Spreadsheet {
  private Spreadsheet() {}

  /** A text that came from outside: a spreadsheet must not take it for a formula. */
  public static String text(String text) {
    return text != null && text.matches("(?s)^\\s*[=+\\-@\\t\\r\\n|%].*") ? "'" + text : text;
  }
}
