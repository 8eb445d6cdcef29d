package io.paywatt.ledger.tariff;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The text a version is recognised by. What a version leaves out is left out here, so that new fields change no old version. */
final class Canonical {
  private static final long PICO_PER_NANO = 1000;

  private Canonical() {}

  static String of(TariffVersion version) {
    List<String> parts = new ArrayList<>();
    parts.add(energy(version));
    if (version.validTo() != null) {
      parts.add("to=" + version.validTo());
    }
    if (version.seasons().size() > 1 || version.tables().size() > 1 || version.tables().get(0).isFine()) {
      parts.add("seasons=" + version.seasons() + " tables=" + version.tables());
    }
    if (isUnusual(version.tiers())) {
      parts.add(version.tiers().toString().replace(", times=NOTHING", ""));
    }
    if (!version.schedule().bySeason().isEmpty() && !isSame(version.schedule())) {
      parts.add("schedule=" + version.schedule().bySeason().stream().map(TreeMap::new).toList());
    }
    if (!version.schedule().registers().isEmpty()) {
      parts.add("registers=" + new TreeMap<>(version.schedule().registers()));
    }
    if (version.free() != null) {
      parts.add(version.free().toString());
    }
    if (!version.extras().isNone()) {
      parts.add(extras(version.extras()));
    }
    return String.join(" ", parts);
  }

  private static String energy(TariffVersion version) {
    Tiers tiers = version.tiers();
    List<Schedule.Window> windows = version.schedule().windows(0, "mon");
    List<List<Long>> prices = version.tables().get(0).pricePico().get(0).stream()
        .map(row -> row.stream().map(price -> price / PICO_PER_NANO).toList()).toList();
    return "%s %s tiers=%s%s windows=%s prices=%s%s".formatted(version.code(), version.validFrom(),
        tiers == null ? "" : tiers.period().word(), tiers == null ? List.of() : tiers.limits().get(0),
        windows.stream().map(window -> window.fromMinute() + ":" + window.period()).toList(), version.periods(), prices);
  }

  private static String extras(Extras extras) {
    return (extras.charges() + " " + extras.shares() + " " + extras.minimum()).replace(", more=" + Share.More.NONE, "")
        .replace("perKw=NONE", "perKw=false").replace("perKw=EXACT", "perKw=true").replace(", on=[]]", "]");
  }

  private static boolean isUnusual(Tiers tiers) {
    return tiers != null && (tiers.limits().size() > 1 || tiers.perDay() || tiers.purchase() || !tiers.byPeople().isEmpty()
        || tiers.times() != Tiers.Times.NOTHING
        || !List.of(TierPeriod.MONTH, TierPeriod.YEAR).contains(tiers.period()));
  }

  /** Every day of the year has the same windows. */
  private static boolean isSame(Schedule schedule) {
    return schedule.bySeason().stream().flatMap(days -> days.values().stream()).distinct().count() == 1;
  }
}
