package io.paywatt.ledger.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The local days that lie wholly in a range and are kept. @param end exclusive; not after first when there are none */
record WholeDays(LocalDate first, LocalDate end) {

  /** @param keptUntil start of the first day that is not kept, or null */
  static WholeDays of(Instant from, Instant to, Instant keptUntil, ZoneId zone) {
    LocalDate first = LocalDate.ofInstant(from, zone);
    if (first.atStartOfDay(zone).toInstant().isBefore(from)) {
      first = first.plusDays(1);
    }
    if (keptUntil == null) {
      return new WholeDays(first, first);
    }
    return new WholeDays(first, LocalDate.ofInstant(to.isBefore(keptUntil) ? to : keptUntil, zone));
  }

  boolean isEmpty() {
    return !first.isBefore(end);
  }
}
