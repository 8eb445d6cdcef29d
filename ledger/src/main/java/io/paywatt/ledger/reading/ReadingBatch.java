package io.paywatt.ledger.reading;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Sorts the readings of one batch: new, seen before, to be kept aside. The meters are locked, so what it finds stays. */
final class ReadingBatch {
  private static final int LATE_AT_ONCE = 100;

  /** @param meterId with {@code at} the key of a reading */
  private record Key(long meterId, Instant at) {}

  /** A reading with its meter; the time is cut to what the database keeps. */
  record Fresh(KnownMeter meter, Reading reading, Instant at) {
    boolean isNewer() {
      return meter.lastReadingAt() == null || at.isAfter(meter.lastReadingAt());
    }

    /** Whether the meter is billed beyond it: then it is kept and changes no bill. */
    boolean isLate() {
      return meter.billedAt() != null && !at.isAfter(meter.billedAt());
    }
  }

  private final Map<String, KnownMeter> meters;
  private final List<Fresh> fresh = new ArrayList<>();
  private final List<Quarantine.Held> held = new ArrayList<>();
  private int duplicates;

  ReadingBatch(Map<String, KnownMeter> meters) {
    this.meters = meters;
  }

  /** Sorts all readings of the batch. */
  void sort(Handle handle, List<Reading> readings, ReadingCheck check) {
    List<Fresh> sound = new ArrayList<>(readings.size());
    for (Reading reading : readings) {
      KnownMeter meter = meters.get(reading.serial());
      Optional<Quarantine.Held> fault = check.fault(reading, meter);
      fault.ifPresent(held::add);
      if (fault.isEmpty()) {
        sound.add(new Fresh(meter, reading, Instant.ofEpochMilli(reading.at().toEpochMilli())));
      }
    }
    sound.sort(Comparator.comparingLong((Fresh each) -> each.meter().id()).thenComparing(Fresh::at));
    Map<Key, Long> stored = storedLate(handle, sound);
    sound.forEach(each -> place(each, stored));
  }

  /** The first reading of an instant stays: the same again is a duplicate, another register a conflict. */
  private void place(Fresh each, Map<Key, Long> stored) {
    Long first = stored.putIfAbsent(new Key(each.meter().id(), each.at()), each.reading().energyWh());
    if (first == null) {
      fresh.add(each);
    } else if (first == each.reading().energyWh()) {
      duplicates++;
    } else {
      ReadingCheck.held(each.reading(), each.meter(), "conflict", "register " + each.reading().energyWh()
          + " Wh, but the first reading of " + each.at() + " said " + first + " Wh; the first one stays")
          .ifPresent(held::add);
    }
  }

  /** Registers of those that may be stored already: only a reading that is not newer than all others can be. */
  private static Map<Key, Long> storedLate(Handle handle, List<Fresh> sound) {
    List<Fresh> late = sound.stream().filter(each -> !each.isNewer()).toList();
    Map<Key, Long> stored = new HashMap<>();
    for (int start = 0; start < late.size(); start += LATE_AT_ONCE) {
      List<Object> values = new ArrayList<>();
      late.subList(start, Math.min(late.size(), start + LATE_AT_ONCE)).forEach(each -> {
        values.add(each.meter().id());
        values.add(Store.utc(each.at()));
      });
      String points = "meter_id = ? AND at = ?" + " OR meter_id = ? AND at = ?".repeat(values.size() / 2 - 1);
      Bulk.query(handle, "SELECT meter_id, at, energy_wh FROM reading WHERE " + points,
          row -> stored.put(new Key(row.getLong(1), Store.instant(row.getObject(2, LocalDateTime.class))),
              row.getLong(3)), values);
    }
    return stored;
  }

  List<Fresh> fresh() {
    return fresh;
  }

  List<Quarantine.Held> held() {
    return held;
  }

  /** The newest reading of each meter that is newer than what was known, by meter id. */
  Map<Long, Fresh> newest() {
    Map<Long, Fresh> newest = new TreeMap<>();
    fresh.stream().filter(Fresh::isNewer).forEach(each -> newest.put(each.meter().id(), each));
    return newest;
  }

  /** As {@link #newest()}, of those that name the relay. */
  Map<Long, Fresh> newestOfRelay() {
    Map<Long, Fresh> newest = new TreeMap<>();
    fresh.stream().filter(each -> each.isNewer() && each.reading().relay() != null)
        .forEach(each -> newest.put(each.meter().id(), each));
    return newest;
  }

  /** Meters whose bill has to move on, with their earliest waiting reading, as far as that is not known yet. */
  Map<Long, Instant> toBill() {
    Map<Long, Instant> earliest = new TreeMap<>();
    for (Fresh each : fresh) {
      KnownMeter meter = each.meter();
      boolean isKnown = meter.hasUnbilled() && (meter.unbilledFrom() == null || each.at().isAfter(meter.unbilledFrom()));
      if (!isKnown && !each.isLate()) {
        earliest.merge(meter.id(), each.at(), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    return earliest;
  }

  IntakeResult result() {
    return new IntakeResult(fresh.size(), duplicates, held.size());
  }
}
