package io.paywatt.ledger.tariff;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A tariff: a code that accounts name, and its versions in the order of time. */
public final class Tariff {
  private static final int DAYS_KEPT = 2000;

  private final String code;
  private final Map<String, String> names;
  private final String currency;
  private final ZoneId zone;
  private final NavigableMap<LocalDate, TariffVersion> versions = new TreeMap<>();
  private final Map<LocalDate, List<Span>> days = new ConcurrentHashMap<>();

  Tariff(String code, Map<String, String> names, String currency, ZoneId zone, List<TariffVersion> versions) {
    this.code = code;
    this.names = Map.copyOf(names);
    this.currency = currency;
    this.zone = zone;
    versions.forEach(version -> this.versions.put(version.validFrom(), version));
  }

  /** What accounts name it by. */
  public String code() {
    return code;
  }

  /** Names by language: zh, en. */
  public Map<String, String> names() {
    return names;
  }

  /** ISO 4217. */
  public String currency() {
    return currency;
  }

  /** Zone of its dates and times of day. */
  public ZoneId zone() {
    return zone;
  }

  /** The version in force on a day, empty before the first one. */
  public Optional<TariffVersion> on(LocalDate day) {
    return Optional.ofNullable(versions.floorEntry(day)).map(Map.Entry::getValue);
  }

  /** The versions in the order of time. */
  public Collection<TariffVersion> versions() {
    return versions.values();
  }

  /** Whether energy may count towards tiers. */
  public boolean hasTiers() {
    return versions.values().stream().anyMatch(version -> version.tierPeriod() != null);
  }

  /** Nano units a Wh: no version, tier or time of use costs more. */
  public long highestPrice() {
    return versions.values().stream().flatMap(version -> version.prices().stream()).flatMap(List::stream)
        .mapToLong(Long::longValue).max().orElse(0);
  }

  /** Whether a version is in force at this instant; then one is at every later instant. */
  public boolean covers(Instant at) {
    return on(LocalDate.ofInstant(at, zone)).isPresent();
  }

  /**
   * The stretch of time around an instant in which version, period and tier count stay the same.
   *
   * @throws IllegalArgumentException before the first version
   */
  Span spanAt(long millis) {
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone);
    if (days.size() > DAYS_KEPT) {
      days.clear();
    }
    List<Span> spans = days.computeIfAbsent(day, this::spansOf);
    int last = spans.size() - 1;
    while (spans.get(last).fromMillis() > millis) {
      last--;
    }
    return spans.get(last);
  }

  private List<Span> spansOf(LocalDate day) {
    TariffVersion version = on(day).orElseThrow(
        () -> new IllegalArgumentException("Tariff " + code + " has no version in force on " + day));
    return Span.of(version, day, zone);
  }
}
