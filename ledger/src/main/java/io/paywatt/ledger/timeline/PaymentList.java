package io.paywatt.ledger.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.user.Scope;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** One part of a list of payments, orders or claims. */
final class PaymentList {
  /** Each branch has its index; the providers are few. */
  private static final String FOUND = "SELECT id FROM payment WHERE topup_id = :words"
      + " UNION SELECT f.id FROM payment f JOIN account b ON b.id = f.account_id WHERE b.number = :words"
      + " UNION SELECT f.id FROM payment f JOIN meter b ON b.id = f.meter_id WHERE b.serial = :words"
      + " UNION SELECT f.id FROM (SELECT DISTINCT provider FROM payment) b JOIN payment f ON f.provider = b.provider"
      + " AND f.provider_transaction_id = :words";
  private static final String INQUIRY_FOUND = ":words IN (i.order_id, i.transaction_id, i.meter)";

  private record Late(long first, Long payment, Long inquiry) {}

  private final String words;
  private final String state;
  private final int limit;
  private final Long after;
  private final Scope scope;

  PaymentList(String words, String state, int limit, Long after, Scope scope) {
    this.words = words;
    this.state = state;
    this.limit = limit;
    this.after = after;
    this.scope = scope;
  }

  Page<PaymentView> all(Handle handle) {
    if ("ordered".equals(state) || "claimed".equals(state)) {
      return inquiries(handle);
    }
    String sql = Facts.PAYMENTS + " WHERE p.id < :after" + (state == null ? "" : " AND p.state = :state")
        + (words == null ? "" : " AND p.id IN (" + FOUND + ")") + scope.andAccount("a.id") + " ORDER BY p.id DESC LIMIT :limit";
    List<PaymentView> found = bind(handle.createQuery(sql).bind("after", after == null ? (Long) Long.MAX_VALUE : after), state)
        .map((row, context) -> Facts.of(row).view()).list();
    return page(found, found.stream().map(view -> Long.valueOf(view.id())).toList());
  }

  private Page<PaymentView> inquiries(Handle handle) {
    boolean claims = state.equals("claimed");
    String sql = (claims ? Facts.CLAIMS : Facts.ORDERS) + " WHERE i.id < :after AND i.kind = '"
        + (claims ? "claim' AND i.state IN ('open', 'statement')" : "order' AND i.state = 'open'")
        + (words == null ? "" : " AND " + INQUIRY_FOUND) + scope.andAccount("a.id") + " ORDER BY i.id DESC LIMIT :limit";
    List<Long> keys = new ArrayList<>();
    List<PaymentView> found = bind(handle.createQuery(sql).bind("after", after == null ? (Long) Long.MAX_VALUE : after), null)
        .map((row, context) -> {
          keys.add(row.getLong("inquiry_id"));
          return Facts.of(row).view();
        }).list();
    return page(found, keys);
  }

  Page<PaymentView> late(Handle handle) {
    String sql = "SELECT MIN(l.id) AS first, l.payment_id, l.inquiry_id FROM late_stage l"
        + " LEFT JOIN payment p ON p.id = l.payment_id LEFT JOIN inquiry i ON i.id = l.inquiry_id"
        + " LEFT JOIN topup t ON t.id = i.order_id LEFT JOIN meter m ON m.serial = i.meter WHERE l.ended_at IS NULL"
        + (state == null ? "" : " AND COALESCE(p.state, IF(i.kind = 'claim', 'claimed', 'ordered')) = :state")
        + (words == null ? "" : " AND (p.id IN (" + FOUND + ") OR " + INQUIRY_FOUND + ")")
        + scope.andAccount("COALESCE(p.account_id, t.account_id, m.account_id)")
        + " GROUP BY l.payment_id, l.inquiry_id HAVING first > :after ORDER BY first LIMIT :limit";
    List<Late> found = bind(handle.createQuery(sql).bind("after", after == null ? (Long) 0L : after), state)
        .map((row, context) -> new Late(row.getLong("first"), row.getObject("payment_id", Long.class),
            row.getObject("inquiry_id", Long.class))).list();
    Map<Long, PaymentView> payments = views(handle, Facts.PAYMENTS + " WHERE p.id IN (<ids>)", "id",
        found.stream().map(Late::payment).filter(java.util.Objects::nonNull).toList());
    List<Long> asked = found.stream().map(Late::inquiry).filter(java.util.Objects::nonNull).toList();
    Map<Long, PaymentView> inquiries = views(handle, Facts.CLAIMS + " WHERE i.kind = 'claim' AND i.id IN (<ids>)",
        "inquiry_id", asked);
    inquiries.putAll(views(handle, Facts.ORDERS + " WHERE i.id IN (<ids>)", "inquiry_id", asked));
    return page(found.stream().map(late -> late.payment() == null ? inquiries.get(late.inquiry())
        : payments.get(late.payment())).toList(), found.stream().map(Late::first).toList());
  }

  private static Map<Long, PaymentView> views(Handle handle, String sql, String key, List<Long> ids) {
    Map<Long, PaymentView> views = new HashMap<>();
    if (!ids.isEmpty()) {
      handle.createQuery(sql).bindList("ids", ids).map((row, context) -> Map.entry(row.getLong(key), Facts.of(row).view()))
          .forEach(view -> views.put(view.getKey(), view.getValue()));
    }
    return views;
  }

  private Query bind(Query query, String boundState) {
    query.bind("limit", limit + 1);
    if (words != null) {
      query.bind("words", words);
    }
    return boundState == null ? query : query.bind("state", boundState);
  }

  private Page<PaymentView> page(List<PaymentView> found, List<Long> keys) {
    boolean more = found.size() > limit;
    return new Page<>(List.copyOf(more ? found.subList(0, limit) : found), more ? keys.get(limit - 1).toString() : null);
  }
}
