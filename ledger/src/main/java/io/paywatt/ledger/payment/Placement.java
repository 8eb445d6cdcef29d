package io.paywatt.ledger.payment;

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
  record Account(long id, String number, String currency, String tariff, long ledgerAccountId, long meterId,
      String meter) {}

  /** The same place, but for now nothing goes there. */
  Placement refused(String why) {
    return new Placement(topupId, account, why);
  }

  /** A top-up order. @param amount minor units */
  record Order(String id, String provider, long amount, String currency, String state) {
    Order paid() {
      return new Order(id, provider, amount, currency, "paid");
    }
  }

  static Placement nowhere(String reason) {
    return new Placement(null, null, reason);
  }

  static Placement forMeter(Account account, PaymentNotice notice, String hubCurrency) {
    return new Placement(null, account, currencyFault(notice, account, hubCurrency));
  }

  static Placement forOrder(Order order, Account account, PaymentNotice notice, String hubCurrency) {
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
}
