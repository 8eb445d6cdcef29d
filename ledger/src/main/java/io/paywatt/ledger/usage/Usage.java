package io.paywatt.ledger.usage;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** What a meter used and what it cost, over time. */
public final class Usage {
  private static final int MOST_BUCKETS = 5000;
  private static final int BAD_REQUEST = 400;

  private final Store store;
  private final ZoneId zone;

  /** @param zone zone of hours, days and months */
  public Usage(Store store, ZoneId zone) {
    this.store = store;
    this.zone = zone;
  }

  /**
   * Usage in calendar buckets; the first and the last one are cut to the range.
   *
   * @throws Rejected 404 for an unknown meter, 400 when the range is empty or has too many buckets
   */
  public List<UsageBucket> buckets(String serial, Instant from, Instant to, Granularity by) {
    List<Instant> edges = edges(from, to, by);
    return store.read(handle -> {
      MeterFacts meter = MeterFacts.of(handle, serial);
      List<Charged> charges = Charged.load(handle, meter.id(), from, to);
      return buckets(edges, meter, charges, curve(handle, meter, charges, from, to));
    });
  }

  private List<Instant> edges(Instant from, Instant to, Granularity by) {
    if (!from.isBefore(to)) {
      throw new Rejected(BAD_REQUEST, "from is " + from + ", it has to be before to, " + to);
    }
    List<Instant> edges = new ArrayList<>(List.of(from));
    for (ZonedDateTime next = by.next(by.floor(from.atZone(zone))); next.toInstant().isBefore(to); next = by.next(next)) {
      edges.add(next.toInstant());
      if (edges.size() > MOST_BUCKETS) {
        throw new Rejected(BAD_REQUEST, "from " + from + " to " + to + " has more than " + MOST_BUCKETS
            + " buckets; ask for less or for longer ones");
      }
    }
    edges.add(to);
    return edges;
  }

  /** Charges may reach beyond the range: they are shared out by the energy of their whole time. */
  private static EnergyCurve curve(Handle handle, MeterFacts meter, List<Charged> charges, Instant from, Instant to) {
    long first = charges.stream().mapToLong(Charged::from).min().orElse(from.toEpochMilli());
    long last = charges.stream().mapToLong(Charged::to).max().orElse(to.toEpochMilli());
    return EnergyCurve.load(handle, meter, Instant.ofEpochMilli(Math.min(first, from.toEpochMilli())),
        Instant.ofEpochMilli(Math.max(last, to.toEpochMilli())));
  }

  private static List<UsageBucket> buckets(List<Instant> edges, MeterFacts meter, List<Charged> charges,
      EnergyCurve curve) {
    List<UsageBucket> buckets = new ArrayList<>();
    long costBefore = 0;
    for (int i = 0; i + 1 < edges.size(); i++) {
      long from = edges.get(i).toEpochMilli();
      long to = edges.get(i + 1).toEpochMilli();
      long energy = curve.at(to) - curve.at(from);
      long cost = 0;
      for (Charged charge : charges) {
        if (charge.isInstant() && charge.from() >= from && charge.from() < to) {
          energy += charge.energyWh();
          cost += charge.amount();
        } else if (!charge.isInstant() && charge.from() < to && charge.to() > from) {
          cost += charge.amountUntil(to, curve) - charge.amountUntil(from, curve);
        }
      }
      long minor = Nano.toMinorFloor(costBefore + cost, meter.currency())
          - Nano.toMinorFloor(costBefore, meter.currency());
      costBefore += cost;
      buckets.add(new UsageBucket(edges.get(i), edges.get(i + 1), energy, cost, new Money(minor, meter.currency())));
    }
    return buckets;
  }
}
