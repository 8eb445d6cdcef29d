package io.paywatt.ledger.settlement;

/**
 * Payments or refunds: the same comparison over other tables. {@code o} is our row, {@code l} the line of the bill,
 * {@code b} its bill. What is entered has moved the provider's clearing account; what was paid out by hand may have gone
 * another way than through the provider, so that no bill has to show it.
 */
enum Side {
  PAYMENT("payment", "", "payment o", "o.provider_transaction_id", "o.provider_transaction_id", "o.topup_id", "NULL", "o.id",
      "o.paid_at", "(o.entry_id IS NOT NULL)", "FALSE"),
  REFUND("refund", "refund-", "(refund o JOIN payment p ON p.id = o.payment_id)", "o.id", "p.provider_transaction_id",
      "p.topup_id", "o.id", "o.payment_id", "o.ended_at", "(o.state = 'done')", "o.by_hand");

  final String kind;
  private final String prefix;
  private final String table;
  private final String ref;
  private final String transaction;
  private final String order;
  private final String refund;
  private final String payment;
  private final String at;
  private final String entered;
  private final String byHand;

  Side(String kind, String prefix, String table, String ref, String transaction, String order, String refund,
      String payment, String at, String entered, String byHand) {
    this.kind = kind;
    this.prefix = prefix;
    this.table = table;
    this.ref = ref;
    this.transaction = transaction;
    this.order = order;
    this.refund = refund;
    this.payment = payment;
    this.at = at;
    this.entered = entered;
    this.byHand = byHand;
  }

  /** @param sql with {@code <kind>} and the like */
  String fill(String sql) {
    return sql.replace("<kind>", kind).replace("<prefix>", prefix).replace("<ours>", table).replace("<ref>", ref)
        .replace("<transaction>", transaction).replace("<order>", order).replace("<refund>", refund)
        .replace("<payment>", payment).replace("<at>", at).replace("<entered>", entered)
        .replace("<by-hand>", byHand);
  }
}
