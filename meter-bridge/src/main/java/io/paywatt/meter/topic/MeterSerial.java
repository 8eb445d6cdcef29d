package io.paywatt.meter.topic;

import java.util.regex.Pattern;

/**
 * The serial of a meter as it stands in a topic: 1 to 64 letters, digits, dots, underscores or hyphens, so it can be one
 * level of a topic and never a wildcard.
 */
public record MeterSerial(String value) {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** @throws IllegalArgumentException naming the value and what is allowed */
  public MeterSerial {
    if (value == null || !ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException("serial is '" + shortened(value)
          + "', allowed are 1 to 64 of A-Z a-z 0-9 . _ -");
    }
  }

  private static String shortened(String value) {
    return value == null || value.length() <= 80 ? value : value.substring(0, 80) + "...";
  }

  @Override
  public String toString() {
    return value;
  }
}
