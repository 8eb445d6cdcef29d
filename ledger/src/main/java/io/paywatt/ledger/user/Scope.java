package io.paywatt.ledger.user;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The sites of which somebody sees anything. What has no site, such as a payment that is parked without an account, is seen
 * by those alone who see every site.
 *
 * @param sites their ids; null: every site, also those that come later
 */
public record Scope(Set<Long> sites) {
  /** Every site. */
  public static final Scope EVERY = new Scope(null);

  public Scope {
    sites = sites == null ? null : Set.copyOf(sites);
  }

  /** Whether it is every site. */
  public boolean isEvery() {
    return sites == null;
  }

  /** Whether a site is among them. @param site id; null for what has no site */
  public boolean has(Long site) {
    return sites == null || site != null && sites.contains(site);
  }

  /**
   * A condition that keeps a query within these sites, to be put behind another one.
   *
   * @param column with the id of a site, such as {@code r.site_id}
   * @return nothing for every site, else {@code " AND column IN (1, 2)"}
   */
  public String and(String column) {
    if (sites == null) {
      return "";
    }
    return sites.isEmpty() ? " AND FALSE"
        : new TreeSet<>(sites).stream().map(String::valueOf).collect(Collectors.joining(", ", " AND " + column + " IN (", ")"));
  }

  /** The same for a column with the id of an account, or null. */
  public String andAccount(String column) {
    return sites == null ? "" : " AND " + column + " IN (SELECT sa.id FROM account sa JOIN room sr ON sr.id = sa.room_id WHERE TRUE"
        + and("sr.site_id") + ")";
  }
}
