package io.paywatt.ledger.reading;

import java.time.Instant;
import java.util.Optional;

/** What can be told of a reading without looking at others. */
final class ReadingCheck {
  private final ReadingRules rules;
  private final Instant now;

  ReadingCheck(ReadingRules rules, Instant now) {
    this.rules = rules;
    this.now = now;
  }

  /** Why the reading can't be taken, or empty. @param meter null when the serial is not known */
  Optional<Quarantine.Held> fault(Reading reading, KnownMeter meter) {
    if (meter == null) {
      return held(reading, null, "unknown-meter", "no meter with this serial; import it, or look at the topic");
    }
    if (reading.at().isAfter(now.plus(rules.maxFuture()))) {
      return held(reading, meter, "future", "time " + reading.at() + " is more than " + rules.maxFuture()
          + " ahead of " + now + "; set the meter's clock");
    }
    if (reading.at().isBefore(now.minus(rules.maxPast()))) {
      return held(reading, meter, "past", "time " + reading.at() + " is older than " + rules.maxPast().toDays()
          + " days; the meter has lost its clock");
    }
    if (reading.energyWh() < 0 || reading.energyWh() >= meter.rangeWh()) {
      return held(reading, meter, "negative", "register " + reading.energyWh() + " Wh, allowed is 0 to "
          + (meter.rangeWh() - 1) + " Wh, the range of this meter");
    }
    return Optional.empty();
  }

  static Optional<Quarantine.Held> held(Reading reading, KnownMeter meter, String reason, String detail) {
    return Optional.of(new Quarantine.Held(meter == null ? null : meter.id(), reading.serial(), reading.at(),
        reading.energyWh(), reason, detail));
  }
}
