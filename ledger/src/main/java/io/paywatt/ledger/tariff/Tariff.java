package io.paywatt.ledger.tariff;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A tariff: a code that accounts name, and its versions in the order of time. */
public final class Tariff {
  private static final int DAYS_KEPT = 2000;
  private static final long PICO_PER_NANO = 1000;

  private final TariffHead head;
  private final NavigableMap<LocalDate, TariffVersion> versions = new TreeMap<>();
  private final Map<LocalDate, List<Span>> days = new ConcurrentHashMap<>();

  Tariff(TariffHead head, List<TariffVersion> versions) {
    this.head = head;
    versions.forEach(version -> this.versions.put(version.validFrom(), version));
  }

  /** What accounts name it by. */
  public String code() {
    return head.code();
  }

  /** Names by language: zh, en. */
  public Map<String, String> names() {
    return head.names();
  }

  /** What is measured. */
  public Utility utility() {
    return head.utility();
  }

  /** ISO 4217. */
  public String currency() {
    return head.currency();
  }

  /** Zone of its dates and times of day. */
  public ZoneId zone() {
    return head.zone();
  }

  /** Whether accounts hold energy bought at vend time; otherwise they hold money. */
  public boolean holdsEnergy() {
    return head.holdsEnergy();
  }

  TariffHead head() {
    return head;
  }

  /** The version in force on a day, empty before the first one and after the end of the last. */
  public Optional<TariffVersion> on(LocalDate day) {
    return Optional.ofNullable(versions.floorEntry(day)).map(Map.Entry::getValue)
        .filter(version -> version.validTo() == null || !version.validTo().isBefore(day));
  }

  /** The versions in the order of time. */
  public Collection<TariffVersion> versions() {
    return versions.values();
  }

  /** The versions in force on a day from {@code from} to {@code to}, both included. */
  List<TariffVersion> between(LocalDate from, LocalDate to) {
    LocalDate first = versions.floorKey(from);
    return List.copyOf(versions.subMap(first == null ? from : first, true, to, true).values());
  }

  /** Whether all it charges is energy times price; then nothing but {@link TierUsage#used} is kept of an account. */
  public boolean isPlain() {
    return versions.values().stream().allMatch(TariffVersion::isPlain);
  }

  boolean hasExtras() {
    return versions.values().stream().anyMatch(version -> !version.extras().isNone());
  }

  /** Whether a version names registers of the meter for its times of use. */
  public boolean countsRegisters() {
    return versions.values().stream().anyMatch(version -> !version.schedule().registers().isEmpty());
  }

  boolean hasSlabs() {
    return versions.values().stream().anyMatch(version -> version.tables().size() > 1);
  }

  /** Nano units a Wh, rounded up: no version, tier or time of use costs more; charges and taxes come on top. */
  public long highestPrice() {
    long pico = versions.values().stream().flatMap(version -> version.tables().stream()).mapToLong(PriceTable::highest)
        .max().orElse(0);
    return (pico + PICO_PER_NANO - 1) / PICO_PER_NANO;
  }

  /** Whether a version is in force at this instant. */
  public boolean covers(Instant at) {
    return on(LocalDate.ofInstant(at, zone())).isPresent();
  }

  /**
   * The stretch of time around an instant in which version, period and tier count stay the same.
   *
   * @throws IllegalArgumentException when no version is in force
   */
  Span spanAt(long millis) {
    List<Span> spans = spans(LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone()));
    int last = spans.size() - 1;
    while (spans.get(last).fromMillis() > millis) {
      last--;
    }
    return spans.get(last);
  }

  /**
   * When the stretch of the day begins in which energy costs most; without times of use the day itself.
   *
   * @throws IllegalArgumentException when no version is in force
   */
  public Instant dearestOfDay(Instant at) {
    return spans(LocalDate.ofInstant(at, zone())).stream()
        .max(Comparator.comparingLong(span -> span.version().pricePico(span.day().date(), span.period(), 1)))
        .map(span -> Instant.ofEpochMilli(span.fromMillis())).orElse(at);
  }

  /** What a Wh costs by time and tier on the days from one instant to another; all there is to it where {@link #isPlain}. */
  public List<PriceStep> steps(Instant from, Instant to) {
    return LocalDate.ofInstant(from, zone()).datesUntil(LocalDate.ofInstant(to, zone()).plusDays(1))
        .filter(day -> on(day).isPresent()).flatMap(day -> spans(day).stream()).flatMap(span -> PriceStep.of(span).stream())
        .toList();
  }

  private List<Span> spans(LocalDate day) {
    if (days.size() > DAYS_KEPT) {
      days.clear();
    }
    return days.computeIfAbsent(day, this::spansOf);
  }

  private List<Span> spansOf(LocalDate date) {
    TariffVersion version = on(date).orElseThrow(
        () -> new IllegalArgumentException("Tariff " + code() + " has no version in force on " + date
            + ", the first begins " + versions.firstKey()));
    Day day = Day.of(version, date, zone(), head.month());
    return Span.of(day, version.schedule().windows(day.season(), head.calendar().kind(date)), zone());
  }
}
