package io.paywatt.ledger.tariff;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Prices the consumption of one meter, interval by interval in the order of time. Between two readings the register is
 * taken as a straight line and cut to whole Wh at every edge (version, day, time of use). What is cut off at one edge
 * counts after it, so the Wh always add up, and readings added on the line change neither energy nor cost. Charges,
 * discounts, fees and taxes are the difference a run makes to the months it touches ({@link Months}).
 */
public final class Pricer {
  private final Tariff tariff;
  private final Household household;
  private final TierUsage usage;
  private final Carry carry;
  private final Months months;
  private final Slabs slabs;
  private final List<Piece> pieces = new ArrayList<>();
  private final BillEnergy bill;

  /** @param usage of the account, with its household; counts on while intervals are added */
  public Pricer(Tariff tariff, TierUsage usage) {
    this(tariff, usage.household(), usage);
  }

  /** @param usage of the account, counts on while intervals are added */
  public Pricer(Tariff tariff, Household household, TierUsage usage) {
    this(tariff, household, usage, null);
  }

  /** @param bill told of all energy by month, or null */
  Pricer(Tariff tariff, Household household, TierUsage usage, BillEnergy bill) {
    this.bill = bill;
    this.tariff = tariff;
    this.household = household;
    this.usage = usage;
    this.carry = new Carry(tariff, usage);
    this.months = tariff.hasExtras() || household.discountPpm() > 0 ? new Months(tariff, household, usage) : null;
    this.slabs = tariff.hasSlabs() ? new Slabs(tariff, household, usage) : null;
  }

  /**
   * Adds the consumption between two readings.
   *
   * @param from     time of the first reading
   * @param to       time of the second one; the same as {@code from} charges everything at that instant
   * @param energyWh rise of the register times the multiplier, zero or more
   * @throws IllegalArgumentException when no version is in force
   */
  public void add(Instant from, Instant to, long energyWh) {
    long start = from.toEpochMilli();
    long end = to.toEpochMilli();
    long at = start;
    long counted = 0;
    do {
      Span span = tariff.spanAt(at);
      long edge = Math.min(span.toMillis(), end);
      long reached = edge >= end ? energyWh : mulDivFloor(energyWh, edge - start, end - start);
      charge(span, at, edge, reached - counted);
      counted = reached;
      at = edge;
    } while (at < end);
  }

  /**
   * As {@link #add(Instant, Instant, long)}, for a meter that counts the times of use in registers of its own. The straight
   * line is taken when they do not fit the tariff or the total.
   *
   * @param registers  rise of each register before the multiplier, by OBIS code or name
   * @param multiplier of the registers; {@code energyWh} is times it already
   */
  public void add(Instant from, Instant to, long energyWh, Map<String, Long> registers, int multiplier) {
    RegisterSpread spread = RegisterSpread.of(tariff, from.toEpochMilli(), to.toEpochMilli(), energyWh, registers, multiplier);
    if (spread == null) {
      add(from, to, energyWh);
    } else {
      spread.parts().forEach(part -> charge(part.span(), part.from(), part.to(), part.energyWh()));
    }
  }

  /** All charges, neighbours of the same price joined, without those of nothing; energy first. */
  public List<ChargeLine> lines() {
    List<ChargeLine> lines = new ArrayList<>(pieces.stream().filter(piece -> !piece.isEmpty()).map(Piece::line).toList());
    if (months != null) {
      lines.addAll(months.lines(false));
    }
    return lines;
  }

  /** Taxes that the prices contain: to be shown, not added. */
  public List<ChargeLine> included() {
    return months == null ? List.of() : months.lines(true);
  }

  /** Money tendered for a purchase at this instant, nano units. With accounts that hold energy, what is due comes with it. */
  void purchase(Instant at, long tendered) {
    if (months != null) {
      months.purchase(at, tendered);
    }
  }

  /** The months with charges beside energy, null when the tariff has none. */
  Months months() {
    return months;
  }

  private void charge(Span span, long from, long to, long energyWh) {
    if (months != null) {
      months.pass(span.day(), from, to);
    }
    long left = energyWh;
    do {
      left -= part(span, from, to, left);
    } while (left > 0);
  }

  /** Charges as much of the energy as has one price. @return how much that is */
  private long part(Span span, long from, long to, long energyWh) {
    FreeUnits units = freeUnits(span.version());
    long free = units == null ? 0 : Math.min(energyWh, freeLeft(span, units));
    long part = free > 0 ? free : energyWh;
    int tier = 1;
    int table = 0;
    if (span.day().tierStart() != null) {
      List<Long> limits = limits(span);
      long used = usage.used(span.day().tierStart());
      tier = tier(limits, used);
      if (free == 0 || units.countTowardsTiers()) {
        int reached = tier;
        part = tier > limits.size() ? part : Math.min(part, limits.get(tier - 1) - used);
        if (slabs != null && part > 0) {
          part = Math.min(part, slabs.room(span, used));
          table = slabs.enter(span, used, change -> correct(span, reached, from, change));
        }
        usage.add(span.day().tierStart(), part);
      }
    }
    if (free > 0) {
      usage.add(freeCount(span, units), part);
      piece(new Piece(span, tier, 0, ChargeLine.FREE, from), to, part, 0);
      energy(span, tier, part, 0);
    } else {
      paid(span, tier, table, from, to, part);
    }
    return part;
  }

  private long freeLeft(Span span, FreeUnits units) {
    return Math.max(0, units.wh() - usage.count(freeCount(span, units)));
  }

  private Count freeCount(Span span, FreeUnits units) {
    return new Count(tariff.code(), units.period().start(span.day().date()), LocalDate.EPOCH, "free");
  }

  private FreeUnits freeUnits(TariffVersion version) {
    if (household.freeWh() == null) {
      return version.free();
    }
    boolean counts = version.free() == null || version.free().countTowardsTiers();
    return new FreeUnits(household.freeWh(), tariff.head().month(), counts);
  }

  private List<Long> limits(Span span) {
    return span.version().tiers().limitsWh(span.version().seasons(), span.day().date(), household,
        span.day().tierStart());
  }

  private static int tier(List<Long> limits, long usedWh) {
    int tier = 1;
    while (tier <= limits.size() && usedWh >= limits.get(tier - 1)) {
      tier++;
    }
    return tier;
  }

  private void paid(Span span, int tier, int table, long from, long to, long energyWh) {
    int row = span.version().periodRow(span.period());
    long price = span.version().tables().get(table).price(span.day().season(), row, tier);
    long amount = carry.amount(price, energyWh);
    piece(new Piece(span, tier, price, null, from), to, energyWh, amount);
    energy(span, tier, energyWh, amount);
    if (slabs != null && energyWh > 0) {
      slabs.count(span, row, tier, energyWh);
    }
  }

  /** The energy of the tier period so far comes to the prices of the slab that is reached. */
  private void correct(Span span, int tier, long at, Slabs.Change change) {
    long amount = 0;
    for (Slabs.Cell cell : change.cells()) {
      amount = Math.addExact(amount, carry.amount(cell.pricePico(), cell.energyWh()));
    }
    Piece piece = new Piece(span.as(null), tier, 0, ChargeLine.SLAB, at);
    piece.grow(at, 0, amount);
    pieces.add(piece);
    energy(span, tier, 0, amount);
    if (bill != null) {
      bill.reprice(span.day(), change, amount);
    }
  }

  private void energy(Span span, int tier, long energyWh, long amount) {
    if (months != null) {
      months.energy(span.day(), tier, energyWh, amount);
    }
  }

  private void piece(Piece next, long to, long energyWh, long amount) {
    Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
    if (last == null || !last.continues(next)) {
      last = next;
      pieces.add(last);
    }
    last.grow(to, energyWh, amount);
    if (bill != null) {
      bill.add(next, energyWh, amount);
    }
  }

  /** floor(a * b / c) for a, b >= 0 and c > 0, exact also when a * b does not fit a long. */
  public static long mulDivFloor(long a, long b, long c) {
    return Amounts.mulDivFloor(a, b, c);
  }
}
