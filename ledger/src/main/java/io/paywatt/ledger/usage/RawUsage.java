package io.paywatt.ledger.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Usage of one meter from its readings and charges, for any cut of a range: the parts of a cut always add up to the whole.
 * Energy that was charged is that of the charges, shared out by the readings; where nothing was charged the readings count.
 */
final class RawUsage {
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final List<Charged> charges;
  private final EnergyCurve curve;

  private RawUsage(List<Charged> charges, EnergyCurve curve) {
    this.charges = charges;
    this.curve = curve;
  }

  /** Charges may reach beyond the range: they are shared out by the energy of their whole time. */
  static RawUsage load(Handle handle, MeterFacts meter, Instant from, Instant to) {
    List<Charged> charges = Charged.load(handle, meter.id(), from, to);
    long first = charges.stream().mapToLong(Charged::from).min().orElse(from.toEpochMilli());
    long last = charges.stream().mapToLong(Charged::to).max().orElse(to.toEpochMilli());
    return new RawUsage(charges, EnergyCurve.load(handle, meter,
        Instant.ofEpochMilli(Math.min(first, from.toEpochMilli())), Instant.ofEpochMilli(Math.max(last, to.toEpochMilli()))));
  }

  /** The parts between each two neighbouring edges, epoch milliseconds within what was loaded. */
  List<Part> parts(List<Long> edges) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i + 1 < edges.size(); i++) {
      parts.addAll(parts(edges.get(i), edges.get(i + 1)));
    }
    return parts;
  }

  /** The parts of one stretch of time, one for each tier and time of use. */
  List<Part> parts(long from, long to) {
    Map<String, Part> parts = new TreeMap<>();
    long uncharged = curve.at(to) - curve.at(from);
    for (Charged charge : charges) {
      if (charge.touches(from, to)) {
        parts.merge(charge.tier() + " " + charge.period(), charge.within(from, to, curve), Part::plus);
        if (charge.energy() > 0 && charge.isFirstOfItsTime()) {
          uncharged -= curve.at(Math.min(charge.to(), to)) - curve.at(Math.max(charge.from(), from));
        }
      }
    }
    if (uncharged > 0) {
      parts.merge(Part.NO_TIER + " ", new Part(from, to, Part.NO_TIER, "", uncharged, 0), Part::plus);
    }
    return List.copyOf(parts.values());
  }

  /** The hours since an instant: energy by the readings alone, and the highest rate. */
  DayProfile profile(long dayStart, long dayEnd) {
    List<Long> energy = new ArrayList<>();
    List<Long> peaks = new ArrayList<>();
    for (long hour = dayStart; hour < dayEnd; hour += HOUR) {
      long end = Math.min(dayEnd, hour + HOUR);
      energy.add(curve.at(end) - curve.at(hour));
      peaks.add(curve.peak(hour, end));
    }
    return new DayProfile(dayStart, energy, peaks);
  }
}
