package io.paywatt.ledger.tariff.oracle;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Makes random plans of moderate size: a few tiers, versions, times of use and extras in any combination. */
final class Plans {
  private static final List<String> ZONES = List.of("Asia/Shanghai", "Europe/Berlin", "Africa/Nairobi", "America/Toronto");
  private static final List<String> PERIODS = List.of("peak", "flat", "valley");

  private final Random random;

  Plans(Random random) {
    this.random = random;
  }

  Plan plan() {
    ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    Plan.Tiers tiers = random.nextInt(4) == 0 ? null : tiers();
    Set<LocalDate> holidays = holidays();
    List<Plan.Version> versions = new ArrayList<>(List.of(version(LocalDate.of(2025, 1, 1), tiers, !holidays.isEmpty())));
    LocalDate from = LocalDate.of(2025, 9, 10);
    for (int n = random.nextInt(3); n > 0; n--) {
      from = from.plusDays(1 + random.nextInt(30));
      versions.add(version(from, tiers, !holidays.isEmpty()));
    }
    return new Plan(zone, holidays, worked(), tiers, versions);
  }

  private Plan.Tiers tiers() {
    List<Long> limits = new ArrayList<>();
    for (long limit = 0, n = 1 + random.nextInt(3); n > 0; n--) {
      limits.add(limit += 1 + random.nextInt(700));
    }
    String period = List.of("month", "month", "season", "year").get(random.nextInt(4));
    int every = period.equals("month") ? List.of(1, 1, 2, 3).get(random.nextInt(4)) : 1;
    return new Plan.Tiers(period, every, limits, Plan.Slabs.values()[random.nextInt(3)], random.nextInt(limits.size()));
  }

  private Plan.Version version(LocalDate from, Plan.Tiers tiers, boolean holidays) {
    boolean seasonal = random.nextInt(3) == 0;
    List<Plan.Schedule> schedules = schedules(holidays);
    List<String> keys = keys(seasonal, schedules);
    int number = tiers == null ? 1 : tiers.limits().size() + 1;
    long above = tiers != null && tiers.slabs() == Plan.Slabs.MARGINAL && random.nextInt(3) == 0 ? 1 + random.nextInt(1500) : 0;
    List<Plan.Fixed> charges = new ArrayList<>();
    for (int n = random.nextInt(3); n > 0; n--) {
      charges.add(new Plan.Fixed("charge-" + n, amount(5), random.nextBoolean()));
    }
    List<String> names = new ArrayList<>(List.of("energy"));
    charges.forEach(each -> names.add(each.name()));
    List<Plan.Share> discounts = shares("discount", names, random.nextInt(3) == 0 ? 1 : 0, true);
    names.removeIf(name -> name.startsWith("discount"));
    List<Plan.Share> fees = shares("fee", names, random.nextInt(3), false);
    List<Plan.Share> taxes = shares("tax", names, random.nextInt(3), false);
    return new Plan.Version(from, seasonal, schedules, prices(keys, number), above, prices(keys, number),
        random.nextInt(4) == 0 ? 1 + random.nextInt(400) : 0, charges, discounts, fees, taxes);
  }

  private List<Plan.Schedule> schedules(boolean holidays) {
    return switch (random.nextInt(holidays ? 4 : 3)) {
      case 0 -> List.of();
      case 1 -> List.of(new Plan.Schedule(List.of("all"), windows()));
      case 2 -> List.of(new Plan.Schedule(List.of("weekday"), windows()), new Plan.Schedule(List.of("weekend"), windows()));
      default -> List.of(new Plan.Schedule(List.of("weekday"), windows()), new Plan.Schedule(List.of("weekend", "holiday"), windows()));
    };
  }

  /** Windows change at five minutes outside the hour that a change of clocks leaves out or doubles. */
  private List<Plan.Window> windows() {
    TreeSet<Integer> minutes = new TreeSet<>(List.of(0));
    for (int n = random.nextInt(8); n > 0; n--) {
      minutes.add(180 + 5 * random.nextInt(252));
    }
    return minutes.stream().map(minute -> new Plan.Window(minute, PERIODS.get(random.nextInt(PERIODS.size())))).toList();
  }

  private static List<String> keys(boolean seasonal, List<Plan.Schedule> schedules) {
    List<String> seasons = seasonal ? Plan.SEASONS : List.of("");
    Set<String> periods = new TreeSet<>();
    schedules.forEach(each -> each.windows().forEach(window -> periods.add(window.period())));
    List<String> keys = new ArrayList<>();
    seasons.forEach(season -> {
      if (periods.isEmpty()) {
        keys.add(season + "/");
      }
      periods.forEach(period -> keys.add(season + "/" + period));
    });
    return keys;
  }

  private Map<String, List<BigDecimal>> prices(List<String> keys, int number) {
    Map<String, List<BigDecimal>> prices = new HashMap<>();
    keys.forEach(key -> {
      List<BigDecimal> byTier = new ArrayList<>();
      for (int n = 0; n < number; n++) {
        byTier.add(random.nextInt(6) == 0 ? BigDecimal.ZERO : amount(6));
      }
      prices.put(key, byTier);
    });
    return prices;
  }

  private List<Plan.Share> shares(String kind, List<String> names, int number, boolean percentOnly) {
    List<Plan.Share> shares = new ArrayList<>();
    for (int n = 1; n <= number; n++) {
      boolean perKWh = !percentOnly && random.nextInt(3) == 0;
      List<String> on = names.stream().filter(name -> random.nextBoolean()).toList();
      shares.add(new Plan.Share(kind + "-" + n, amount(perKWh ? 6 : 4), perKWh ? null : on.isEmpty() ? List.of("energy") : on));
      names.add(kind + "-" + n);
    }
    return shares;
  }

  /** From 0 to 20, with so many decimals. */
  private BigDecimal amount(int decimals) {
    return BigDecimal.valueOf(random.nextLong(20L * (long) Math.pow(10, decimals)), decimals);
  }

  private Set<LocalDate> holidays() {
    return random.nextBoolean() ? Set.of() : new HashSet<>(List.of(LocalDate.of(2025, 9, 29), LocalDate.of(2025, 10, 1),
        LocalDate.of(2025, 10, 12).plusDays(random.nextInt(20))));
  }

  private Set<LocalDate> worked() {
    return random.nextBoolean() ? Set.of() : Set.of(LocalDate.of(2025, 9, 28), LocalDate.of(2025, 10, 11));
  }
}
