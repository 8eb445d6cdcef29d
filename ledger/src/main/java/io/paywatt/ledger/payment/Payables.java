package io.paywatt.ledger.payment;

import io.paywatt.ledger.store.Store;

/** What can be paid for, for providers that ask before they take the money. */
public interface Payables {
  /** Whether there is a meter of that serial, with an account. */
  boolean meterKnown(String serial);

  /** Whether there is an order of that number. */
  boolean orderKnown(String id);

  /** Looked up in the account store. */
  static Payables in(Store store) {
    return new Payables() {
      @Override
      public boolean meterKnown(String serial) {
        return known(store, "SELECT COUNT(*) FROM meter WHERE serial = :it AND account_id IS NOT NULL", serial);
      }

      @Override
      public boolean orderKnown(String id) {
        return known(store, "SELECT COUNT(*) FROM topup WHERE id = :it", id);
      }
    };
  }

  private static boolean known(Store store, String query, String it) {
    return store.read(handle -> handle.createQuery(query).bind("it", it).mapTo(Integer.class).one()) > 0;
  }
}
