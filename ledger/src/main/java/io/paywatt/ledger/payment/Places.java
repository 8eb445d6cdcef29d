package io.paywatt.ledger.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import io.paywatt.ledger.payment.Placement.Account;
import io.paywatt.ledger.payment.Placement.Order;
import io.paywatt.ledger.store.Bulk;
import org.jdbi.v3.core.Handle;

/**
 * Orders and meters that some notices name. The orders stay locked until the transaction ends, so that two payments of
 * one order wait for each other.
 */
final class Places {
  private static final String COLUMNS = "SELECT a.id, a.number, a.currency, a.tariff, l.id AS ledger, m.id AS meter_id,"
      + " m.serial";
  private static final String BY_METER = COLUMNS + " FROM meter m JOIN account a ON a.id = m.account_id"
      + " JOIN ledger_account l ON l.account_id = a.id WHERE m.serial IN (%s)";
  private static final String BY_ORDER = COLUMNS + ", t.id AS topup FROM topup t JOIN account a ON a.id = t.account_id"
      + " JOIN ledger_account l ON l.account_id = a.id JOIN meter m ON m.id = t.meter_id WHERE t.id IN (%s)";
  private static final String ORDERS = "SELECT id, provider, amount, currency, state FROM topup FORCE INDEX (PRIMARY)"
      + " WHERE id IN (%s) ORDER BY id FOR UPDATE";

  private final Map<String, Order> orders = new HashMap<>();
  private final Map<String, Account> byOrder = new HashMap<>();
  private final Map<String, Account> byMeter = new HashMap<>();

  private Places() {}

  static Places lock(Handle handle, List<PaymentNotice> notices) {
    Places places = new Places();
    Bulk.select(handle, ORDERS, named(notices, PaymentNotice::orderId), row -> places.orders.put(row.getString("id"),
        new Order(row.getString("id"), row.getString("provider"), row.getLong("amount"), row.getString("currency"),
            row.getString("state"))));
    Bulk.select(handle, BY_ORDER, places.orders.keySet(),
        row -> places.byOrder.put(row.getString("topup"), account(row)));
    List<PaymentNotice> byMeter = notices.stream().filter(notice -> notice.orderId() == null).toList();
    Bulk.select(handle, BY_METER, named(byMeter, PaymentNotice::meter),
        row -> places.byMeter.put(row.getString("serial"), account(row)));
    return places;
  }

  /** Matches order and meter. */
  Placement of(PaymentNotice notice, String hubCurrency) {
    if (notice.orderId() != null) {
      Order order = orders.get(asKept(notice.orderId()));
      return order == null ? Placement.nowhere("order " + notice.orderId() + " is not known")
          : Placement.forOrder(order, byOrder.get(order.id()), notice, hubCurrency);
    }
    if (notice.meter() == null) {
      return Placement.nowhere("the notice names neither order nor meter");
    }
    Account account = byMeter.get(asKept(notice.meter()));
    return account == null ? Placement.nowhere("meter " + notice.meter() + " is not known")
        : Placement.forMeter(account, notice, hubCurrency);
  }

  /** A further payment of the order is a surplus. @param order id, or null for none */
  void paid(String order) {
    orders.computeIfPresent(order == null ? "" : order, (id, it) -> it.paid());
  }

  private static TreeSet<String> named(List<PaymentNotice> notices, Function<PaymentNotice, String> name) {
    TreeSet<String> names = new TreeSet<>();
    notices.stream().map(name).filter(Objects::nonNull).map(Places::asKept).forEach(names::add);
    return names;
  }

  /** The database compares without trailing blanks, and no name is kept with them. */
  private static String asKept(String name) {
    return name.replaceFirst(" +$", "");
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(row.getLong("id"), row.getString("number"), row.getString("currency"), row.getString("tariff"),
        row.getLong("ledger"), row.getLong("meter_id"), row.getString("serial"));
  }
}
