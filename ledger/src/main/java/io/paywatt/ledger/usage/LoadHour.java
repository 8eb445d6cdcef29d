package io.paywatt.ledger.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * An hour of the day, over many days.
 *
 * @param hour    0 to 23, local
 * @param average mean rate, W or litres an hour
 * @param peak    highest mean rate between two readings, W or litres an hour
 */
public record LoadHour(int hour, long average, long peak) {
  private static final int HOURS = 24;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** A clock change makes one hour of the day longer or leaves it out: the mean is over the hours there were. */
  static List<LoadHour> of(List<DayProfile> days, ZoneId zone) {
    long[] energy = new long[HOURS];
    long[] count = new long[HOURS];
    long[] peak = new long[HOURS];
    for (DayProfile day : days) {
      for (int i = 0; i < day.energy().size(); i++) {
        int hour = Instant.ofEpochMilli(day.dayStart() + i * HOUR).atZone(zone).getHour();
        energy[hour] += day.energy().get(i);
        count[hour]++;
        peak[hour] = Math.max(peak[hour], day.peaks().get(i));
      }
    }
    List<LoadHour> hours = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      hours.add(new LoadHour(hour, count[hour] == 0 ? 0 : energy[hour] / count[hour], peak[hour]));
    }
    return hours;
  }
}
