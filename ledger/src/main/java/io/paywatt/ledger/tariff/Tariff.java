package io.paywatt.ledger.tariff;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A tariff: a code that accounts name, and its versions in the order of time. */
public final class Tariff {
  private final String code;
  private final Map<String, String> names;
  private final String currency;
  private final ZoneId zone;
  private final NavigableMap<LocalDate, TariffVersion> versions = new TreeMap<>();

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
}
