package io.paywatt.ledger.usage;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Usage of one meter: whole days from what is kept, the rest from readings and charges. Both say the same. */
final class MeterUsage {
  private final Handle handle;
  private final MeterFacts meter;
  private final ZoneId zone;

  MeterUsage(Handle handle, MeterFacts meter, ZoneId zone) {
    this.handle = handle;
    this.meter = meter;
    this.zone = zone;
  }

  /**
   * The parts of the time between the first and the last edge; none reaches over an edge.
   *
   * @param edges rising; starts of local days but for the first and the last, unless {@code raw}
   * @param raw   leave what is kept alone
   */
  List<Part> parts(List<Instant> edges, boolean raw) {
    Instant from = edges.get(0);
    Instant to = edges.get(edges.size() - 1);
    WholeDays days = WholeDays.of(from, to, raw ? null : meter.keptUntil(), zone);
    if (days.isEmpty()) {
      return raw(edges);
    }
    Instant first = days.first().atStartOfDay(zone).toInstant();
    Instant end = days.end().atStartOfDay(zone).toInstant();
    List<Part> parts = new ArrayList<>(raw(cut(edges, from, first)));
    parts.addAll(KeptDays.parts(handle, meter.id(), days.first(), days.end(), zone));
    parts.addAll(raw(cut(edges, end, to)));
    return parts;
  }

  /** Of each local day in a range of whole ones. */
  List<DayProfile> profiles(List<Instant> edges) {
    Instant to = edges.get(edges.size() - 1);
    WholeDays days = WholeDays.of(edges.get(0), to, meter.keptUntil(), zone);
    List<DayProfile> profiles = new ArrayList<>();
    Instant end = edges.get(0);
    if (!days.isEmpty()) {
      profiles.addAll(KeptDays.profiles(handle, meter.id(), days.first(), days.end(), zone));
      end = days.end().atStartOfDay(zone).toInstant();
    }
    List<Instant> rest = cut(edges, end, to);
    if (rest.size() > 1) {
      RawUsage usage = RawUsage.load(handle, meter, end, to);
      for (int i = 0; i + 1 < rest.size(); i++) {
        profiles.add(usage.profile(rest.get(i).toEpochMilli(), rest.get(i + 1).toEpochMilli()));
      }
    }
    return profiles;
  }

  private List<Part> raw(List<Instant> edges) {
    return edges.size() < 2 ? List.of() : RawUsage.load(handle, meter, edges.get(0), edges.get(edges.size() - 1))
        .parts(edges.stream().map(Instant::toEpochMilli).toList());
  }

  /** The edges within a range and its ends; only one when the range is empty. */
  private static List<Instant> cut(List<Instant> edges, Instant from, Instant to) {
    List<Instant> cut = new ArrayList<>(List.of(from));
    edges.stream().filter(edge -> edge.isAfter(from) && edge.isBefore(to)).forEach(cut::add);
    if (from.isBefore(to)) {
      cut.add(to);
    }
    return cut;
  }
}
