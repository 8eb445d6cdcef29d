package io.paywatt.ledger.credit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.suspense.Words;
import io.paywatt.ledger.user.Scope;

/** Dated days without a cut: holidays, and days on which the weather forbids it; and weekend days on which people work. */
public final class ProtectedDays {
  /** What a day can be. */
  public static final List<String> KINDS = List.of("holiday", "weather", "working");
  private static final int LONGEST_NAME = 120;
  private static final int MOST = 1000;

  private final Store store;

  /** @param day in the zone of the hub @param kind of {@link #KINDS} @param site name, or null: every site */
  public record Day(String day, String kind, String name, String site) {}

  public ProtectedDays(Store store) {
    this.store = store;
  }

  /** The days from one on, at most 1000: those of every site, and those of the sites of who asks. */
  public List<Day> from(LocalDate first, Scope scope) {
    return store.read(handle -> handle.createQuery("SELECT d.day, d.kind, d.name, s.name AS site FROM protected_day d"
            + " LEFT JOIN site s ON s.id = d.site_id WHERE d.day >= :first AND (d.site_id IS NULL OR TRUE"
            + scope.and("d.site_id") + ") ORDER BY d.day, d.at_site LIMIT " + MOST)
        .bind("first", first).map((row, context) -> new Day(row.getObject("day", LocalDate.class).toString(),
            row.getString("kind"), row.getString("name"), row.getString("site"))).list());
  }

  /**
   * Says what a day is; what was said before is replaced.
   *
   * @param kind of {@link #KINDS}, or null: an ordinary day again
   * @param name what staff and residents call it, 1 to 120 characters; not looked at without a kind
   * @param site name, or null: every site
   * @throws Rejected 404 unknown site, 422 a value is not allowed
   */
  public void set(LocalDate day, String kind, String name, String site, String actor) {
    if (kind != null && !KINDS.contains(kind)) {
      throw new Rejected(422, "kind is '" + kind + "', allowed is " + String.join(", ", KINDS));
    }
    if (kind != null) {
      Words.check("name", name, LONGEST_NAME);
    }
    store.inTransaction(handle -> {
      Long siteId = site == null ? null : (Long) CreditReads.site(handle, site)
          .orElseThrow(() -> new Rejected(404, "site " + site + " is not known"));
      Map<String, Object> before = handle.createQuery("SELECT kind, name FROM protected_day WHERE day = :day AND at_site = :site")
          .bind("day", day).bind("site", siteId == null ? 0 : siteId).mapToMap().findOne().orElse(null);
      handle.createUpdate("DELETE FROM protected_day WHERE day = :day AND at_site = :site").bind("day", day)
          .bind("site", siteId == null ? 0 : siteId).execute();
      if (kind != null) {
        handle.createUpdate("INSERT INTO protected_day (site_id, day, kind, name) VALUES (:site, :day, :kind, :name)")
            .bind("site", siteId).bind("day", day).bind("kind", kind).bind("name", name).execute();
      }
      Audit.change(handle, actor, "protected-day", "day:" + day + (site == null ? "" : "@" + site), before,
          kind == null ? null : Map.of("kind", kind, "name", name), null);
      return null;
    });
  }
}
