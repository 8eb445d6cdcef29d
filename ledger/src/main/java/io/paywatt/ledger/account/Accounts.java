package io.paywatt.ledger.account;

import java.util.Optional;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;

/** Finds accounts. */
public final class Accounts {
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
   * @throws io.paywatt.ledger.Rejected 422 for another limit or a foreign {@code after}
   */
  public Page<AccountView> find(String q, int limit, String after) {
    throw new UnsupportedOperationException();
  }

  /** @param number account number */
  public Optional<AccountView> get(String number) {
    throw new UnsupportedOperationException();
  }
}
