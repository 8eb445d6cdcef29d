package io.paywatt.ledger.suspense;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.user.Scope;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Money that has no place. The open items sum to the suspense accounts, which the check of the books proves. */
public final class Suspense {
  private static final int LONGEST_PAGE = 500;
  private static final int LONGEST_OWNER = 120;
  private static final String SELECT = "SELECT p.*, a.number, m.serial, o.owner, o.since FROM payment p"
      + " LEFT JOIN account a ON a.id = p.account_id LEFT JOIN meter m ON m.id = p.meter_id"
      + " LEFT JOIN suspense_owner o ON o.payment_id = p.id";
  private static final String OPEN = "p.state IN ('parked', 'held') AND p.amount > p.refunded AND p.entry_id IS NOT NULL";
  private static final String FOREIGN = "p.state = 'parked' AND p.entry_id IS NULL";
  private final Store store;

  /**
   * Which items are asked for; null everywhere: all with money in them.
   *
   * @param kind     word of {@link SuspenseKind}; {@code foreign} lists what was never ours
   * @param provider name of a provider
   * @param owner    who looks after them; {@code none} for those of nobody
   */
  public record Filter(String kind, String provider, String owner) {}

  public Suspense(Store store) {
    this.store = store;
  }

  /**
   * Open items, oldest first.
   *
   * @param limit 1 to 500
   * @param after {@code next} of the part before, or null
   * @param scope sites of who asks
   * @throws Rejected 400 for an unknown kind or a wrong {@code after}
   */
  public Page<SuspenseItem> list(Filter filter, int limit, String after, Scope scope) {
    SuspenseKind kind = filter.kind() == null ? null : SuspenseKind.ofWord(filter.kind());
    if (filter.kind() != null && kind == null) {
      throw new Rejected(400, "kind is '" + filter.kind() + "', allowed are " + String.join(", ", SuspenseKind.words()));
    }
    int size = Math.max(1, Math.min(limit, LONGEST_PAGE));
    String sql = SELECT + " WHERE p.id > :after AND " + (kind == SuspenseKind.FOREIGN ? FOREIGN : OPEN)
        + (kind == null || kind == SuspenseKind.FOREIGN ? "" : " AND " + kind.condition())
        + (filter.provider() == null ? "" : " AND p.provider = :provider")
        + (filter.owner() == null ? "" : filter.owner().equals("none") ? " AND o.owner IS NULL" : " AND o.owner = :owner")
        + scope.andAccount("p.account_id")
        + " ORDER BY p.id LIMIT :size";
    Instant now = store.now();
    long start = start(after);
    List<SuspenseItem> found = store.read(handle -> {
      Query query = handle.createQuery(sql).bind("after", start).bind("size", size + 1);
      if (filter.provider() != null) {
        query.bind("provider", filter.provider());
      }
      if (filter.owner() != null && !filter.owner().equals("none")) {
        query.bind("owner", filter.owner());
      }
      return query.map((row, context) -> item(row, now)).list();
    });
    boolean more = found.size() > size;
    List<SuspenseItem> items = more ? List.copyOf(found.subList(0, size)) : found;
    return new Page<>(items, more ? Long.toString(items.get(size - 1).payment()) : null);
  }

  /** One item, open or not. @throws Rejected 404 when there is no such payment, or it always had its place */
  public SuspenseItem get(long payment) {
    return store.read(handle -> get(handle, payment));
  }

  /**
   * Says who looks after an item.
   *
   * @param owner 1 to 120 characters, or null: nobody any more
   * @throws Rejected 404 as {@link #get}, 422 for other words
   */
  public SuspenseItem give(long payment, String owner, String actor) {
    String name = owner == null ? null : Words.check("owner", owner, LONGEST_OWNER);
    return store.inTransaction(handle -> {
      SuspenseItem before = get(handle, payment);
      if (name == null) {
        handle.createUpdate("DELETE FROM suspense_owner WHERE payment_id = :id").bind("id", payment).execute();
      } else {
        handle.createUpdate("INSERT INTO suspense_owner (payment_id, owner, since) VALUES (:id, :owner, :now)"
                + " ON DUPLICATE KEY UPDATE owner = VALUES(owner), since = VALUES(since)")
            .bind("id", payment).bind("owner", name).bind("now", Store.utc(store.now())).execute();
      }
      Audit.add(handle, actor, "suspense-owner", "payment:" + payment,
          Json.write(Json.object().put("before", before.owner()).put("after", name)));
      return get(handle, payment);
    });
  }

  /** What lies in suspense, a sum a currency, minor units. */
  public List<Money> totals() {
    return store.read(handle -> handle.createQuery("SELECT p.currency, SUM(p.amount - p.refunded) AS total FROM payment p"
            + " WHERE " + OPEN + " GROUP BY p.currency ORDER BY p.currency")
        .map((row, context) -> new Money(row.getLong("total"), row.getString("currency"))).list());
  }

  private SuspenseItem get(Handle handle, long payment) {
    Instant now = store.now();
    return handle.createQuery(SELECT + " WHERE p.id = :id AND p.parked_reason IS NOT NULL").bind("id", payment)
        .map((row, context) -> item(row, now)).findOne()
        .orElseThrow(() -> new Rejected(404, "payment " + payment + " is not there, or never was in suspense"));
  }

  private static long start(String after) {
    try {
      return after == null || after.isEmpty() ? 0 : Long.parseLong(after);
    } catch (NumberFormatException e) {
      throw new Rejected(400, "after is '" + after + "', allowed is the next of the part before");
    }
  }

  private static SuspenseItem item(ResultSet row, Instant now) throws SQLException {
    Instant received = Store.instant(row.getObject("received_at", LocalDateTime.class));
    boolean open = !row.getString("state").equals("posted") && row.getObject("entry_id") != null;
    return new SuspenseItem(row.getLong("id"), SuspenseKind.of(row.getString("parked_reason")).word(),
        row.getString("parked_reason"), row.getString("provider"), row.getString("provider_transaction_id"),
        row.getString("topup_id"), row.getString("number"), row.getString("serial"), row.getLong("amount"),
        open ? row.getLong("amount") - row.getLong("refunded") : 0, row.getString("currency"),
        Store.instant(row.getObject("paid_at", LocalDateTime.class)), received, Duration.between(received, now).toDays(),
        row.getString("owner"), Store.instant(row.getObject("since", LocalDateTime.class)));
  }
}
