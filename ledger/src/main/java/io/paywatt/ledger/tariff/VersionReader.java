package io.paywatt.ledger.tariff;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import io.paywatt.ledger.money.Nano;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one version of a tariff file. */
final class VersionReader {
  private final Values values;
  private final TariffHead head;

  VersionReader(Values values, TariffHead head) {
    this.values = values;
    this.head = head;
  }

  /** Empty without a usable validFrom or price; faults are noted. */
  Optional<TariffVersion> read(Node node) {
    String price = values.key("pricePer");
    Map<String, Node> members = values.yaml().map(node, Values.keys("validFrom", price),
        Values.keys("validTo", "seasons", "tiers", "timeOfUse", "registers", "reprice", "free", "charges", "discounts",
            "fees", "minimumBill", "taxes", "vend"));
    Optional<LocalDate> from = Optional.ofNullable(members.get("validFrom")).flatMap(n -> values.date(n, "validFrom"));
    Optional<LocalDate> to = Optional.ofNullable(members.get("validTo")).flatMap(n -> values.date(n, "validTo"));
    Seasons seasons = members.containsKey("seasons") ? new SeasonReader(values).read(members.get("seasons")) : Seasons.NONE;
    if (members.containsKey("seasons") && seasons == Seasons.NONE) {
      return Optional.empty(); // which seasons need limits and prices is not known, so they wait for the next try
    }
    TierReader.Read tiers = members.containsKey("tiers")
        ? new TierReader(values, seasons, head).read(members.get("tiers")) : TierReader.Read.NONE;
    Schedule schedule = schedule(members, seasons);
    FreeUnits free = members.containsKey("free") ? free(members.get("free")) : null;
    int tierCount = tiers.tiers() == null ? 1 : tiers.tiers().count();
    Extras extras = new ExtrasReader(values, minorNano(), tierCount).read(members);
    if (from.isEmpty() || !members.containsKey(price)) {
      return Optional.empty();
    }
    // faulty windows: which periods need a price is not known, so the prices wait for the next try
    List<PriceTable> tables = members.containsKey("timeOfUse") && schedule == Schedule.NONE ? List.of()
        : new PriceReader(values, seasons, schedule, tiers).read(members.get(price), members.get("reprice"));
    return Optional.of(new TariffVersion(head.code(), from.get(), to.orElse(null), seasons, tiers.tiers(), schedule, tables,
        free, extras));
  }

  private long minorNano() {
    return head.currency().isEmpty() ? 1 : Nano.perMinor(head.currency());
  }

  private Schedule schedule(Map<String, Node> members, Seasons seasons) {
    if (!members.containsKey("timeOfUse")) {
      if (members.containsKey("registers")) {
        values.yaml().fault(members.get("registers"), "registers need timeOfUse");
      }
      return Schedule.NONE;
    }
    if (head.holdsEnergy()) {
      values.yaml().fault(members.get("timeOfUse"), "with holds: energy a kWh has its price when it is bought; leave timeOfUse out");
    }
    return new ScheduleReader(values, seasons, head.calendar()).read(members.get("timeOfUse"), members.get("registers"));
  }

  private FreeUnits free(Node node) {
    String amount = values.key("");
    Map<String, Node> members = values.yaml().map(node, Values.keys(amount, "per"), Values.keys("countTowardsTiers"));
    if (!members.containsKey(amount) || !members.containsKey("per")) {
      return null;
    }
    TierPeriod period = values.word(members.get("per"), "per", Map.of("month", head.month(), "year", TierPeriod.YEAR));
    boolean counts = !members.containsKey("countTowardsTiers")
        || values.yes(members.get("countTowardsTiers"), "countTowardsTiers");
    return new FreeUnits(values.wh(members.get(amount), amount), period, counts);
  }
}
