package io.paywatt.ledger.tariff;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.yaml.YamlFile;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one version of a tariff file. */
final class VersionReader {
  private final Values values;
  private final TariffHead head;

  VersionReader(Values values, TariffHead head) {
    this.values = values;
    this.head = head;
  }

  /**
   * The version, and one more from each day on which one of its values changes. Empty without a usable validFrom or price;
   * faults are noted.
   *
   * @param faults how many there are so far
   */
  List<TariffVersion> read(Node node, IntSupplier faults) {
    int before = faults.getAsInt();
    TreeSet<LocalDate> changes = new TreeSet<>();
    List<TariffVersion> versions = new ArrayList<>();
    read(node, null, changes).ifPresent(versions::add);
    for (LocalDate day : faults.getAsInt() > before ? new TreeSet<LocalDate>() : changes) {
      read(node, day, new TreeSet<>()).ifPresent(version -> versions.add(version.from(day)));
    }
    for (int i = 0; i + 1 < versions.size(); i++) {
      versions.set(i, versions.get(i).to(null));
    }
    return versions;
  }

  private Optional<TariffVersion> read(Node node, LocalDate day, TreeSet<LocalDate> changes) {
    String price = values.key("pricePer");
    Map<String, Node> members = values.yaml().map(node, YamlFile.keys("validFrom", price),
        YamlFile.keys("validTo", "seasons", "tiers", "timeOfUse", "registers", "reprice", "free", "charges", "discounts",
            "fees", "minimumBill", "taxes", "rebates", "vend"));
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
    LocalDate start = from.orElse(LocalDate.MAX);
    Dated dated = new Dated(values, start, day == null ? start : day);
    Extras extras = new ExtrasReader(values, minorNano(), tierCount, dated).read(members);
    changes.addAll(dated.changes());
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
    Map<String, Node> members = values.yaml().map(node, YamlFile.keys(amount, "per"), YamlFile.keys("countTowardsTiers"));
    if (!members.containsKey(amount) || !members.containsKey("per")) {
      return null;
    }
    TierPeriod period = values.word(members.get("per"), "per", Map.of("month", head.month(), "year", TierPeriod.YEAR));
    boolean counts = !members.containsKey("countTowardsTiers")
        || values.yes(members.get("countTowardsTiers"), "countTowardsTiers");
    return new FreeUnits(values.wh(members.get(amount), amount), period, counts);
  }
}
