package io.paywatt.ledger.tariff;

import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tariffs for tests: from the text of a file, or from parts. */
final class TestTariffs {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final long PICO_PER_NANO = 1000;

  private TestTariffs() {}

  static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZONE).toInstant();
  }

  /** @param versions lines of the file below its head */
  static Tariff of(String versions) {
    return parse("""
        code: t
        name: {zh: 电价, en: Price}
        currency: CNY
        """ + versions);
  }

  static Tariff parse(String text) {
    List<String> faults = new ArrayList<>();
    return TariffFile.parse("t.yaml", text, ZONE, faults).orElseThrow(() -> new IllegalArgumentException(
        String.join("\n", faults) + "\n" + text)).tariff();
  }

  static Tariff tariff(ZoneId zone, List<TariffVersion> versions) {
    return new Tariff(new TariffHead("t", Map.of(), Utility.ELECTRICITY, "CNY", zone, false, null,
        new Rounding(10_000_000, RoundingMode.HALF_UP), false, TierPeriod.MONTH, DayCalendar.NONE), versions);
  }

  /** The same windows every day. @param prices nano units a Wh by period and tier */
  static TariffVersion version(LocalDate from, TierPeriod period, List<Long> limits, List<Schedule.Window> windows,
      List<String> periods, List<List<Long>> prices) {
    Tiers tiers = period == null ? null : new Tiers(period, List.of(limits), false, List.of(), false, Tiers.Times.NOTHING);
    Map<String, List<Schedule.Window>> days = Stream.of("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        .collect(Collectors.toMap(day -> day, day -> windows));
    Schedule schedule = windows.isEmpty() ? Schedule.NONE : new Schedule(periods, List.of(days), Map.of());
    List<List<Long>> pico = prices.stream().map(row -> row.stream().map(price -> price * PICO_PER_NANO).toList()).toList();
    return new TariffVersion("t", from, null, Seasons.NONE, tiers, schedule, List.of(new PriceTable(0, 0, List.of(pico))),
        null, Extras.NONE);
  }

  static List<ChargeLine> price(Tariff tariff, TierUsage usage, String from, String to, long wh) {
    Pricer pricer = new Pricer(tariff, usage);
    pricer.add(at(from), at(to), wh);
    return pricer.lines();
  }

  static long sum(List<ChargeLine> lines) {
    return lines.stream().mapToLong(ChargeLine::amount).sum();
  }

  /** Nano units of an item. */
  static long sum(List<ChargeLine> lines, String item) {
    return lines.stream().filter(line -> item.equals(line.item())).mapToLong(ChargeLine::amount).sum();
  }

  /** Nano units of 0.01. */
  static long cents(long cents) {
    return cents * 10_000_000;
  }
}
