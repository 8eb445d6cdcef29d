package io.paywatt.simulator.meter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shares of the makes of a fleet, e.g. {@code native:60,dlt645:20,tasmota:20}. */
public final class Makes {
  /** Makes there are. */
  public static final List<String> KNOWN = List.of("native", "dlt645", "sdm630", "tasmota", "shelly", "zigbee2mqtt");

  private final Map<String, Integer> shares;
  private final int sum;

  private Makes(Map<String, Integer> shares) {
    this.shares = shares;
    this.sum = shares.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** @throws IllegalArgumentException naming what is wrong and what is allowed */
  public static Makes of(String text) {
    Map<String, Integer> shares = new LinkedHashMap<>();
    for (String part : text.split(",")) {
      String[] pair = part.strip().split(":");
      if (!KNOWN.contains(pair[0]) || pair.length > 2 || pair.length == 2 && !pair[1].matches("[1-9]\\d{0,5}")) {
        throw new IllegalArgumentException("makes is '" + text + "', allowed are MAKE:SHARE with commas between, MAKE of "
            + String.join(", ", KNOWN) + ", e.g. native:60,dlt645:40");
      }
      shares.merge(pair[0], pair.length == 2 ? Integer.parseInt(pair[1]) : 1, Integer::sum);
    }
    return new Makes(shares);
  }

  /** The make of each meter of a fleet, those of one make next to each other; every make gets its share, rounded. */
  public List<String> deal(int count) {
    List<String> dealt = new ArrayList<>();
    long reached = 0;
    for (Map.Entry<String, Integer> share : shares.entrySet()) {
      reached += share.getValue();
      while (dealt.size() < Math.round((double) count * reached / sum)) {
        dealt.add(share.getKey());
      }
    }
    return dealt;
  }
}
