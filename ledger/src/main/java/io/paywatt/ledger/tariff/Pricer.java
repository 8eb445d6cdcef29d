package io.paywatt.ledger.tariff;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Prices the consumption of one meter, interval by interval in the order of time. Between two readings the register is
 * taken as a straight line and cut to whole Wh at every edge (version, day, time of use). What is cut off at one edge
 * counts after it, so the Wh always add up, and readings added on the line change neither energy nor cost.
 */
public final class Pricer {
  private final Tariff tariff;
  private final TierUsage usage;
  private final List<Piece> pieces = new ArrayList<>();

  /** A line in the making: grows as long as the price stays the same. */
  private static final class Piece {
    private final Span span;
    private final int tier;
    private final long fromMillis;
    private long toMillis;
    private long energyWh;

    Piece(Span span, int tier, long fromMillis) {
      this.span = span;
      this.tier = tier;
      this.fromMillis = fromMillis;
      this.toMillis = fromMillis;
    }

    /** Pieces of another version, tier or time of use, and those without a duration, are lines of their own. */
    boolean continues(Span next, int nextTier, long nextFrom) {
      return toMillis == nextFrom && fromMillis < toMillis && tier == nextTier && span.version() == next.version()
          && Objects.equals(span.period(), next.period());
    }
  }

  /** @param usage counts on while intervals are added */
  public Pricer(Tariff tariff, TierUsage usage) {
    this.tariff = tariff;
    this.usage = usage;
  }

  /**
   * Adds the consumption between two readings.
   *
   * @param from     time of the first reading
   * @param to       time of the second one; the same as {@code from} charges everything at that instant
   * @param energyWh rise of the register times the multiplier, zero or more
   * @throws IllegalArgumentException when no version is in force at {@code from}
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

  /** The charges of all intervals, neighbours of the same price joined, without those of no energy. */
  public List<ChargeLine> lines() {
    return pieces.stream().filter(piece -> piece.energyWh > 0).map(this::line).toList();
  }

  private void charge(Span span, long from, long to, long energyWh) {
    TariffVersion version = span.version();
    LocalDate tierStart = span.tierStart();
    if (tierStart == null) {
      piece(span, 1, from, to, energyWh);
      return;
    }
    long left = energyWh;
    do {
      long used = usage.used(tierStart);
      int tier = tier(version, used);
      long room = tier == version.tiers() ? left : Math.min(left, version.tierLimitsWh().get(tier - 1) - used);
      piece(span, tier, from, to, room);
      usage.add(tierStart, room);
      left -= room;
    } while (left > 0);
  }

  private static int tier(TariffVersion version, long usedWh) {
    int tier = 1;
    while (tier < version.tiers() && usedWh >= version.tierLimitsWh().get(tier - 1)) {
      tier++;
    }
    return tier;
  }

  private void piece(Span span, int tier, long from, long to, long energyWh) {
    Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
    if (last == null || !last.continues(span, tier, from)) {
      last = new Piece(span, tier, from);
      pieces.add(last);
    }
    last.toMillis = to;
    last.energyWh = Math.addExact(last.energyWh, energyWh);
  }

  private ChargeLine line(Piece piece) {
    TariffVersion version = piece.span.version();
    long price = version.price(piece.span.period(), piece.tier);
    return new ChargeLine(Instant.ofEpochMilli(piece.fromMillis), Instant.ofEpochMilli(piece.toMillis), piece.energyWh,
        tariff.code(), version.validFrom(), piece.tier, piece.span.period(), price,
        Math.multiplyExact(price, piece.energyWh));
  }

  /** floor(a * b / c) for a, b >= 0 and c > 0, exact also when a * b does not fit a long. */
  public static long mulDivFloor(long a, long b, long c) {
    if (Math.multiplyHigh(a, b) == 0 && a * b >= 0) {
      return a * b / c;
    }
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).divide(BigInteger.valueOf(c)).longValueExact();
  }
}
