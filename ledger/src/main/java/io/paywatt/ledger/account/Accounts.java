package io.paywatt.ledger.account;

import java.util.List;
import java.util.Optional;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.user.Scope;
import org.jdbi.v3.core.Handle;

/** Finds accounts. */
public final class Accounts {
  private static final int MOST = 500;
  /** Each branch walks an index of its own; one statement with OR would walk every account. */
  private static final String FOUND = "SELECT f.id FROM (SELECT id FROM account WHERE number LIKE :q AND id > :after"
      + " UNION SELECT id FROM account WHERE phone LIKE :q AND id > :after"
      + " UNION SELECT id FROM account WHERE holder LIKE :q AND id > :after"
      + " UNION SELECT account_id FROM meter WHERE serial LIKE :q AND account_id > :after"
      + " UNION SELECT a.id FROM room r JOIN account a ON a.room_id = r.id WHERE r.name LIKE :q AND a.id > :after) f WHERE TRUE";
  private static final String ALL = "SELECT f.id FROM account f WHERE f.id > :after";

  private final Store store;

  public Accounts(Store store) {
    this.store = store;
  }

  /**
   * Accounts whose meter serial, room, phone, number or holder begins with the words; when there is none, contains them.
   *
   * @param q     what to look for; null or blank: all accounts
   * @param limit 1 to 500
   * @param after {@code next} of the page before, or null
   * @param scope sites of who asks
   * @throws Rejected 422 for another limit or a foreign {@code after}
   */
  public Page<AccountView> find(String q, int limit, String after, Scope scope) {
    if (limit < 1 || limit > MOST) {
      throw new Rejected(422, "limit is " + limit + ", allowed is 1 to " + MOST);
    }
    boolean within = after != null && after.startsWith("~");
    long start = Cursor.number(within ? after.substring(1) : after);
    String words = escaped(q == null ? "" : q.strip());
    return store.read(handle -> {
      Page<AccountView> page = page(handle, (within ? "%" : "") + words + "%", limit, start, within ? "~" : "", scope);
      // a part of a phone number or a name: slower, so only when nothing begins with it
      return page.items().isEmpty() && after == null && !words.isEmpty()
          ? page(handle, "%" + words + "%", limit, start, "~", scope) : page;
    });
  }

  /** @param number account number */
  public Optional<AccountView> get(String number) {
    return store.read(handle -> {
      List<Long> id = handle.createQuery("SELECT id FROM account WHERE number = :number").bind("number", number)
          .mapTo(Long.class).list();
      return AccountQuery.views(handle, id, store.now()).stream().findFirst();
    });
  }

  private Page<AccountView> page(Handle handle, String pattern, int limit, long start, String mark,
      Scope scope) {
    String sql = (pattern.equals("%") ? ALL : FOUND) + scope.andAccount("f.id") + " ORDER BY f.id LIMIT :limit";
    var query = handle.createQuery(sql).bind("after", start).bind("limit", limit + 1);
    List<Long> ids = (pattern.equals("%") ? query : query.bind("q", pattern)).mapTo(Long.class).list();
    boolean more = ids.size() > limit;
    List<Long> shown = more ? ids.subList(0, limit) : ids;
    return new Page<>(AccountQuery.views(handle, shown, store.now()), more ? mark + shown.get(limit - 1) : null);
  }

  private static String escaped(String words) {
    return words.replaceAll("([\\\\%_])", "\\\\$1");
  }
}
