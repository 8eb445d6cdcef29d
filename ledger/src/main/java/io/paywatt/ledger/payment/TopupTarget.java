package io.paywatt.ledger.payment;

import java.util.List;
import java.util.stream.Collectors;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.user.Scope;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Whom a top-up is for. */
record TopupTarget(long accountId, String account, String currency, long meterId, String meter, String room,
    String site) {
  private static final String SELECT = "SELECT a.id, a.number, a.currency, m.id AS meter_id, m.serial, r.name AS room,"
      + " s.name AS site FROM account a JOIN meter m ON m.account_id = a.id JOIN room r ON r.id = a.room_id"
      + " JOIN site s ON s.id = r.site_id WHERE ";
  /** More matches than that are not worth listing. */
  private static final int MOST = 11;

  /** @throws Rejected 404 nothing there, 422 more than one place fits or the account keeps another currency */
  static TopupTarget find(Handle handle, TopupRequest request, String currency, Scope scope) {
    List<TopupTarget> found = query(handle, request, scope).map((row, context) -> new TopupTarget(row.getLong("id"),
        row.getString("number"), row.getString("currency"), row.getLong("meter_id"), row.getString("serial"),
        row.getString("room"), row.getString("site"))).list();
    if (found.isEmpty()) {
      throw new Rejected(404, named(request) + " is not known, or has no meter");
    }
    if (found.size() > 1) {
      throw new Rejected(422, named(request) + " has several meters; name one: "
          + found.stream().map(it -> it.meter() + " (" + it.site() + ", account " + it.account() + ")")
              .collect(Collectors.joining(", ")));
    }
    TopupTarget target = found.get(0);
    if (!target.currency().equals(currency)) {
      throw new Rejected(422, "account " + target.account() + " is in " + target.currency() + ", allowed is " + currency);
    }
    return target;
  }

  private static Query query(Handle handle, TopupRequest request, Scope scope) {
    String end = scope.and("s.id") + " ORDER BY m.id LIMIT " + MOST;
    if (request.meter() != null) {
      return handle.createQuery(SELECT + "m.serial = :it" + end).bind("it", request.meter());
    }
    if (request.account() != null) {
      return handle.createQuery(SELECT + "a.number = :it" + end).bind("it", request.account());
    }
    if (request.site() == null) {
      return handle.createQuery(SELECT + "r.name = :it" + end).bind("it", request.room());
    }
    return handle.createQuery(SELECT + "r.name = :it AND s.name = :site" + end).bind("it", request.room())
        .bind("site", request.site());
  }

  private static String named(TopupRequest request) {
    if (request.meter() != null) {
      return "meter " + request.meter();
    }
    if (request.account() != null) {
      return "account " + request.account();
    }
    return "room " + request.room() + (request.site() == null ? "" : " of site " + request.site());
  }
}
