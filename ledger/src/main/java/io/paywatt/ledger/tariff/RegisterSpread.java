package io.paywatt.ledger.tariff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Energy of an interval that the meter counted by time of use: each register is spread over the time of its period. */
final class RegisterSpread {
  /** Registers of two decimals: each may be off by so much against the total, before the multiplier. */
  private static final long TOLERANCE_WH = 10;

  /** Energy of a part of the interval. */
  record Part(Span span, long from, long to, long energyWh) {}

  private final List<Part> parts = new ArrayList<>();

  private RegisterSpread() {}

  /** @return null when the registers do not fit the tariff or the total */
  static RegisterSpread of(Tariff tariff, long start, long end, long energyWh, Map<String, Long> registers,
      int multiplier) {
    List<Part> bare = cut(tariff, start, end);
    long tolerance = TOLERANCE_WH * registers.size() * multiplier;
    boolean possible = registers.values().stream().allMatch(rise -> rise >= 0 && rise <= (energyWh + tolerance) / multiplier);
    TreeMap<String, Long> byPeriod = possible ? byPeriod(bare, registers, multiplier) : null;
    if (byPeriod == null || !fit(byPeriod, tolerance, energyWh)) {
      return null;
    }
    RegisterSpread spread = new RegisterSpread();
    byPeriod.forEach((period, rise) -> spread.spread(bare, period, rise));
    spread.parts.sort((a, b) -> Long.compare(a.from(), b.from()));
    return spread;
  }

  /** In the order of time. */
  List<Part> parts() {
    return parts;
  }

  private static List<Part> cut(Tariff tariff, long start, long end) {
    List<Part> parts = new ArrayList<>();
    long at = start;
    do {
      Span span = tariff.spanAt(at);
      long edge = Math.min(span.toMillis(), end);
      parts.add(new Part(span, at, edge, 0));
      at = edge;
    } while (at < end);
    return parts;
  }

  /** The rise of each period, null when a register that rose has none in one of the versions, or a period has no register. */
  private static TreeMap<String, Long> byPeriod(List<Part> parts, Map<String, Long> registers, int multiplier) {
    TreeMap<String, Long> byPeriod = new TreeMap<>();
    for (Part part : parts) {
      Schedule schedule = part.span().version().schedule();
      Map<String, Long> rises = new HashMap<>();
      for (Map.Entry<String, Long> register : registers.entrySet()) {
        String period = schedule.period(register.getKey());
        if (period != null) {
          rises.merge(period, register.getValue() * multiplier, Long::sum);
        } else if (register.getValue() > 0) {
          return null;
        }
      }
      if (!rises.keySet().containsAll(schedule.periods()) || !byPeriod.isEmpty() && !byPeriod.equals(rises)) {
        return null;
      }
      byPeriod.putAll(rises);
    }
    return byPeriod;
  }

  /** The total wins: a small difference is that of the largest register. */
  private static boolean fit(TreeMap<String, Long> byPeriod, long toleranceWh, long energyWh) {
    long difference = energyWh - byPeriod.values().stream().reduce(0L, Math::addExact);
    if (byPeriod.isEmpty() || Math.abs(difference) > toleranceWh) {
      return false;
    }
    String largest = byPeriod.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return byPeriod.merge(largest, difference, Long::sum) >= 0;
  }

  private void spread(List<Part> bare, String period, long rise) {
    List<Part> own = bare.stream().filter(part -> period.equals(part.span().period())).toList();
    long time = own.stream().mapToLong(part -> part.to() - part.from()).sum();
    if (time == 0) {
      Part last = bare.get(bare.size() - 1);
      parts.add(new Part(last.span().as(period), last.to(), last.to(), rise));
      return;
    }
    long passed = 0;
    long counted = 0;
    for (Part part : own) {
      passed += part.to() - part.from();
      long reached = Amounts.mulDivFloor(rise, passed, time);
      parts.add(new Part(part.span(), part.from(), part.to(), reached - counted));
      counted = reached;
    }
  }
}
