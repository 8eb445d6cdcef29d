package io.paywatt.ledger.settlement;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the configuration says.
 *
 * @param providers providers that are configured
 * @param zone      where a business day begins and ends
 * @param zones     by provider, where it is another one
 * @param again     how long until a bill that is not there is asked for again
 */
public record SettlementRules(Set<String> providers, ZoneId zone, Map<String, ZoneId> zones, Duration again) {
  /** With half an hour between tries. */
  public SettlementRules(Collection<String> providers, ZoneId zone, Map<String, ZoneId> zones) {
    this(new TreeSet<>(providers), zone, Map.copyOf(zones), Duration.ofMinutes(30));
  }

  ZoneId zoneOf(String provider) {
    return zones.getOrDefault(provider, zone);
  }
}
