package io.paywatt.ledger.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.Utility;
import org.jdbi.v3.core.Handle;

/** What meters used and what it cost: over time, by tier and time of use, through the day. */
public final class Usage {
  private final Store store;
  private final ZoneId zone;

  /** @param zone zone of hours, days and months */
  public Usage(Store store, ZoneId zone) {
    this.store = store;
    this.zone = zone;
  }

  /**
   * Usage of a meter in calendar buckets; the first and the last one are cut to the range.
   *
   * @throws Rejected 404 for an unknown meter, 400 when the range is empty or has too many buckets
   */
  public List<UsageBucket> buckets(String serial, Instant from, Instant to, Granularity by) {
    List<Instant> edges = by.edges(from, to, zone);
    return store.read(handle -> {
      MeterFacts meter = MeterFacts.of(handle, serial);
      return buckets(edges, parts(handle, List.of(meter), edges, by == Granularity.HOUR), meter.currency());
    });
  }

  /** Of the meters of an account for a utility together. @throws Rejected 404 unknown account, 400 as above */
  public List<UsageBucket> bucketsOfAccount(String number, Utility utility, Instant from, Instant to, Granularity by) {
    List<Instant> edges = by.edges(from, to, zone);
    return store.read(handle -> {
      String currency = MeterFacts.currencyOf(handle, number);
      return buckets(edges, parts(handle, MeterFacts.ofAccount(handle, number, utility), edges, by == Granularity.HOUR), currency);
    });
  }

  /** Usage of a meter by tier or by time of use, in their order. @throws Rejected 404 unknown meter, 400 empty range */
  public List<UsageShare> shares(String serial, Instant from, Instant to, UsageShare.By by) {
    List<Instant> edges = Granularity.MONTH.edges(from, to, zone);
    return store.read(handle -> {
      MeterFacts meter = MeterFacts.of(handle, serial);
      return UsageShare.of(parts(handle, List.of(meter), edges, false), by, meter.currency());
    });
  }

  /** Of the meters of an account for a utility together. @throws Rejected 404 unknown account, 400 empty range */
  public List<UsageShare> sharesOfAccount(String number, Utility utility, Instant from, Instant to, UsageShare.By by) {
    List<Instant> edges = Granularity.MONTH.edges(from, to, zone);
    return store.read(handle -> {
      String currency = MeterFacts.currencyOf(handle, number);
      return UsageShare.of(parts(handle, MeterFacts.ofAccount(handle, number, utility), edges, false), by, currency);
    });
  }

  /** What the meter counts. @throws Rejected 404 for an unknown meter */
  public Utility utility(String serial) {
    return store.read(handle -> MeterFacts.of(handle, serial).utility());
  }

  /**
   * Mean and highest rate of a meter by hour of the day.
   *
   * @param from  first local day
   * @param until last local day, exclusive
   * @throws Rejected 404 for an unknown meter, 400 for an empty range
   */
  public List<LoadHour> loadCurve(String serial, LocalDate from, LocalDate until) {
    List<Instant> edges = Granularity.DAY.edges(from.atStartOfDay(zone).toInstant(), until.atStartOfDay(zone).toInstant(),
        zone);
    return store.read(handle -> LoadHour.of(
        new MeterUsage(handle, MeterFacts.of(handle, serial), zone).profiles(edges), zone));
  }

  private List<Part> parts(Handle handle, List<MeterFacts> meters, List<Instant> edges, boolean raw) {
    List<Part> parts = new ArrayList<>();
    meters.forEach(meter -> parts.addAll(new MeterUsage(handle, meter, zone).parts(edges, raw)));
    return parts;
  }

  /** Sums up the parts between the edges. @param currency null when there is nothing to pay */
  static List<UsageBucket> buckets(List<Instant> edges, List<Part> parts, String currency) {
    TreeMap<Long, Part> sums = new TreeMap<>();
    for (int i = 0; i + 1 < edges.size(); i++) {
      long start = edges.get(i).toEpochMilli();
      sums.put(start, new Part(start, edges.get(i + 1).toEpochMilli(), Part.NO_TIER, "", 0, 0));
    }
    parts.forEach(part -> sums.computeIfPresent(sums.floorKey(part.from()), (start, sum) -> sum.plus(part)));
    List<UsageBucket> buckets = new ArrayList<>();
    long before = 0;
    for (Part sum : sums.values()) {
      buckets.add(new UsageBucket(Instant.ofEpochMilli(sum.from()), Instant.ofEpochMilli(sum.to()), sum.energy(), sum.cost(),
          minor(before, sum.cost(), currency)));
      before += sum.cost();
    }
    return buckets;
  }

  /** What an amount adds to the minor units of what was before: so the minor units add up too. Null without currency. */
  static Money minor(long before, long nano, String currency) {
    return currency == null ? null
        : new Money(Nano.toMinorFloor(before + nano, currency) - Nano.toMinorFloor(before, currency), currency);
  }
}
