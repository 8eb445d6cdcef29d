package io.paywatt.ledger.tariff;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads times as people write them: RFC 3339, or local in the tariff's zone. */
public final class LocalTimes {
  private LocalTimes() {}

  /** A time such as 2026-01-31T08:00Z, 2026-01-31T08:00, 2026-01-31 08:00 or 2026-01-31; empty when it is none of these. */
  public static Optional<Instant> parse(String text, ZoneId zone) {
    String time = text.strip().replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T");
    List<Function<String, Instant>> forms = List.of(form -> OffsetDateTime.parse(form).toInstant(),
        form -> LocalDateTime.parse(form).atZone(zone).toInstant(),
        form -> LocalDate.parse(form).atStartOfDay(zone).toInstant());
    for (Function<String, Instant> form : forms) {
      try {
        return Optional.of(form.apply(time));
      } catch (DateTimeException e) {
        // the next form
      }
    }
    return Optional.empty();
  }
}
