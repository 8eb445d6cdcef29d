package io.paywatt.hub.routes;

/** Finds the line of a name in a route's text, for faults that Camel reports without one. */
final class RouteText {
  private RouteText() {}

  /** The line that holds the name, or its scheme and path when the name is a URI; 0 when none does. */
  static int lineOf(String text, String named) {
    String plain = named.replace("://", ":").replaceFirst("\\?.*", "");
    String[] lines = text.split("\\R", -1);
    for (String wanted : new String[] {plain, plain.replaceFirst(":.*", "")}) {
      for (int i = 0; i < lines.length; i++) {
        if (!wanted.isEmpty() && lines[i].matches(".*(?:uri|id): ?\"?" + java.util.regex.Pattern.quote(wanted) + "\"?(?:[:?].*)?")) {
          return i + 1;
        }
      }
    }
    return 0;
  }
}
