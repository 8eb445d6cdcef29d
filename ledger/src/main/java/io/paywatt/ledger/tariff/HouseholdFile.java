package io.paywatt.ledger.tariff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import io.paywatt.ledger.yaml.YamlFile;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a household from YAML: people, loadKw, freeKWh, tierUpTo, discountPercent, each optional. */
public final class HouseholdFile {
  private static final int MOST_PEOPLE = 1000;

  private HouseholdFile() {}

  /** @param path as shown in messages @throws TariffRejected when something is wrong, with file:line */
  public static Household read(String path, String text) {
    List<String> faults = new ArrayList<>();
    YamlFile yaml = new YamlFile(path, faults);
    Household household = yaml.compose(text).map(root -> household(yaml, root)).orElse(Household.NONE);
    if (!faults.isEmpty()) {
      throw new TariffRejected(faults);
    }
    return household;
  }

  private static Household household(YamlFile yaml, Node root) {
    Values values = new Values(yaml, Utility.ELECTRICITY);
    Map<String, Node> members = yaml.map(root, Set.of(),
        YamlFile.keys("people", "loadKw", "freeKWh", "tierUpTo", "discountPercent"));
    List<Long> limits = members.containsKey("tierUpTo")
        ? yaml.list(members.get("tierUpTo")).stream().map(item -> values.wh(item, "tierUpTo")).toList() : List.of();
    for (int i = 1; i < limits.size(); i++) {
      if (limits.get(i) <= limits.get(i - 1)) {
        yaml.fault(members.get("tierUpTo"), "tierUpTo has to rise");
      }
    }
    return new Household(
        members.containsKey("people") ? values.whole(members.get("people"), "people", 1, MOST_PEOPLE) : 0,
        members.containsKey("loadKw") ? values.watts(members.get("loadKw"), "loadKw") : 0,
        members.containsKey("freeKWh") ? (Long) values.wh(members.get("freeKWh"), "freeKWh") : null, limits,
        members.containsKey("discountPercent") ? values.ppm(members.get("discountPercent"), "discountPercent") : 0);
  }
}
