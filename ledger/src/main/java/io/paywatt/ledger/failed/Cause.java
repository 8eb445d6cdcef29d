package io.paywatt.ledger.failed;

import java.util.Collection;
import java.util.regex.Pattern;
import io.paywatt.ledger.store.Idempotency;

/**
 * Why messages failed, without what tells one from the other: all failures of one cause are one group.
 *
 * @param frame   class and method that failed, without a line: a new version of a class is the same cause
 * @param message with numbers and ids replaced by {@code #}
 */
record Cause(String route, String step, String errorClass, String frame, String providerCode, String message) {
  private static final int LONGEST_MESSAGE = 300;
  private static final int SHORTEST_VALUE = 3;
  /** Whatever has a digit in it: numbers, times, UUIDs, references. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:/+@-]*[0-9][A-Za-z0-9_.:/+@-]*");
  private static final Pattern QUOTED = Pattern.compile("'[^']{1,200}'|\"[^\"]{1,200}\"");
  private static final Pattern LIBRARY = Pattern.compile("(java|javax|jdk|sun|com\\.sun)\\..*");

  /**
   * @param values ids that the message itself holds, which need not have a digit
   * @param people whom it names: they tell one failure from the other too
   */
  static Cause of(FailedMessage message, Collection<String> values, Collection<String> people) {
    Throwable error = message.error();
    return new Cause(Parking.cut(message.routeId() == null ? "-" : message.routeId(), 120),
        Parking.cut(message.stepId(), 120), error == null ? "-" : Parking.cut(error.getClass().getName(), 190),
        Parking.cut(frame(error), 255), Parking.cut(message.providerCode(), 64),
        normalised(without(Parking.messageOf(error), people), values));
  }

  String fingerprint() {
    return Idempotency.sha256(route, step, errorClass, frame, providerCode, message);
  }

  static String normalised(String text, Collection<String> values) {
    String plain = Parking.cut(text, 4000);
    for (String value : values) {
      if (value.length() >= SHORTEST_VALUE) {
        plain = plain.replace(value, "#");
      }
    }
    plain = QUOTED.matcher(plain).replaceAll("#");
    plain = ID.matcher(plain).replaceAll("#");
    return Parking.cut(plain.replaceAll("#([^\\p{L}\\p{N}#\\s]*#)+", "#"), LONGEST_MESSAGE);
  }

  static String without(String text, Collection<String> people) {
    String plain = text;
    for (String name : people) {
      plain = plain.replace(name, "#");
    }
    return plain;
  }

  /** The innermost cause's first frame outside the library, else its first. */
  private static String frame(Throwable error) {
    Throwable root = error;
    while (root != null && root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    StackTraceElement[] frames = root == null ? new StackTraceElement[0] : root.getStackTrace();
    for (StackTraceElement frame : frames) {
      if (!LIBRARY.matcher(frame.getClassName()).matches()) {
        return frame.getClassName() + "." + frame.getMethodName();
      }
    }
    return frames.length == 0 ? null : frames[0].getClassName() + "." + frames[0].getMethodName();
  }
}
