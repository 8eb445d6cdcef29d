package io.paywatt.ledger.reading;

import java.util.Locale;

/** What is not as measured about a reading, or had to be assumed to make one of what a meter said. */
public enum Quality {
  /** The meter told no time: it is when the hub received it. */
  RECEIVED_TIME,
  /** The meter told a local time without an offset: it was taken in the hub's zone. */
  LOCAL_TIME,
  /** The register is finer than 1 Wh, or a floating point number: it was rounded. */
  ROUNDED,
  /** Values beside the register are from messages shortly before it. */
  MERGED,
  /** The register was not measured but reckoned, by the meter's make or by a person. */
  ESTIMATED;

  /** In words, such as received-time. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
