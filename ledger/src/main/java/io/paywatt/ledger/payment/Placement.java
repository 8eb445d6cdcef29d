package io.paywatt.ledger.payment;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Where a payment belongs. With a reason it can't be placed; what is known of order and account is kept for the person
 * who looks at it.
 *
 * @param topupId order, or null
 * @param account account and meter, or null
 * @param reason  why it can't be placed, or null
 */
record Placement(String topupId, Account account, String reason) {
  /** @param ledgerAccountId the customer's account in the ledger @param meter serial of the meter paid for */
  record Account(long id, String number, String currency, long ledgerAccountId, long meterId, String meter) {}

  private record Order(String id, String provider, long amount, String currency, String state) {}

  private static final String COLUMNS = "SELECT a.id, a.number, a.currency, l.id AS ledger, m.id AS meter_id, m.serial";
  private static final String BY_METER = COLUMNS + " FROM meter m JOIN account a ON a.id = m.account_id"
      + " JOIN ledger_account l ON l.account_id = a.id WHERE m.serial = :it";
  private static final String BY_ORDER = COLUMNS + " FROM topup t JOIN account a ON a.id = t.account_id"
      + " JOIN ledger_account l ON l.account_id = a.id JOIN meter m ON m.id = t.meter_id WHERE t.id = :it";

  /** Matches order and meter; locks the order, so that two payments of one order wait for each other. */
  static Placement find(Handle handle, PaymentNotice notice, String hubCurrency) {
    if (notice.orderId() != null) {
      return lockOrder(handle, notice.orderId())
          .map(order -> forOrder(order, account(handle, BY_ORDER, order.id()).orElseThrow(), notice, hubCurrency))
          .orElseGet(() -> nowhere("order " + notice.orderId() + " is not known"));
    }
    if (notice.meter() == null) {
      return nowhere("the notice names neither order nor meter");
    }
    return account(handle, BY_METER, notice.meter())
        .map(account -> new Placement(null, account, currencyFault(notice, account, hubCurrency)))
        .orElseGet(() -> nowhere("meter " + notice.meter() + " is not known"));
  }

  private static Placement nowhere(String reason) {
    return new Placement(null, null, reason);
  }

  private static Placement forOrder(Order order, Account account, PaymentNotice notice, String hubCurrency) {
    String fault = orderFault(order, account, notice);
    return new Placement(order.id(), account, fault != null ? fault : currencyFault(notice, account, hubCurrency));
  }

  private static String orderFault(Order order, Account account, PaymentNotice notice) {
    if (!order.provider().equals(notice.provider())) {
      return "order " + order.id() + " was opened with " + order.provider() + ", paid with " + notice.provider();
    }
    if (!order.currency().equals(notice.money().currency())) {
      return "order " + order.id() + " is in " + order.currency() + ", paid in " + notice.money().currency();
    }
    if (order.amount() != notice.money().amount()) {
      return "order " + order.id() + " is over " + order.amount() + ", paid were " + notice.money().amount();
    }
    if (notice.meter() != null && !notice.meter().equals(account.meter())) {
      return "order " + order.id() + " is for meter " + account.meter() + ", paid for " + notice.meter();
    }
    return order.state().equals("paid")
        ? "surplus: order " + order.id() + " was paid before by another transaction" : null;
  }

  private static String currencyFault(PaymentNotice notice, Account account, String hubCurrency) {
    String paid = notice.money().currency();
    if (!paid.equals(account.currency())) {
      return "account " + account.number() + " is in " + account.currency() + ", paid in " + paid;
    }
    return paid.equals(hubCurrency) ? null : "this hub takes " + hubCurrency + ", paid in " + paid;
  }

  private static Optional<Order> lockOrder(Handle handle, String id) {
    return handle.createQuery("SELECT id, provider, amount, currency, state FROM topup WHERE id = :id FOR UPDATE")
        .bind("id", id)
        .map((row, context) -> new Order(row.getString("id"), row.getString("provider"), row.getLong("amount"),
            row.getString("currency"), row.getString("state")))
        .findOne();
  }

  private static Optional<Account> account(Handle handle, String query, String it) {
    return handle.createQuery(query).bind("it", it)
        .map((row, context) -> new Account(row.getLong("id"), row.getString("number"), row.getString("currency"),
            row.getLong("ledger"), row.getLong("meter_id"), row.getString("serial")))
        .findOne();
  }
}
