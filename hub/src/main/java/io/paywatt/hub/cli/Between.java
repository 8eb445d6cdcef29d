package io.paywatt.hub.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options {@code --from} and {@code --to} of commands that look at a stretch of time. */
final class Between {
  private static final Duration USUAL = Duration.ofDays(31);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;
  @Option(names = "--from", paramLabel = "TIME",
      description = "Start: a day such as 2026-11-01, or 2026-11-01T08:00:00Z; else 31 days before the end.")
  private String from;
  @Option(names = "--to", paramLabel = "TIME", description = "End, not included; else now.")
  private String to;

  /** @throws ParameterException when it can't be read, or is not before the end */
  Instant from(ZoneId zone, Instant now) {
    Instant start = from == null ? to(zone, now).minus(USUAL) : time("--from", from, zone);
    if (!start.isBefore(to(zone, now))) {
      throw new ParameterException(spec.commandLine(), "--from is " + start + ", allowed is a time before --to, "
          + to(zone, now));
    }
    return start;
  }

  /** @throws ParameterException when it can't be read */
  Instant to(ZoneId zone, Instant now) {
    return to == null ? now : time("--to", to, zone);
  }

  private Instant time(String option, String value, ZoneId zone) {
    try {
      return value.length() == "2026-11-01".length() ? LocalDate.parse(value).atStartOfDay(zone).toInstant()
          : OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeParseException e) {
      throw new ParameterException(spec.commandLine(), option + " is '" + value
          + "', allowed is a day such as 2026-11-01 or a time such as 2026-11-01T08:00:00Z");
    }
  }
}
