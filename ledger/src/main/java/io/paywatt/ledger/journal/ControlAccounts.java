package io.paywatt.ledger.journal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import io.paywatt.ledger.store.Store;

/** Ids of the ledger accounts that belong to no customer, read once. Safe for many threads. */
public final class ControlAccounts {
  private record Name(String code, String currency) {}

  private final Store store;
  private final Map<Name, Long> ids = new ConcurrentHashMap<>();

  public ControlAccounts(Store store) {
    this.store = store;
  }

  /**
   * The account, made at its first use. Ask for it before a transaction that needs it: only what is committed may be
   * remembered.
   *
   * @param code as in {@link Journal#control}
   */
  public long id(String code, String currency) {
    Name name = new Name(code, currency);
    Long known = ids.get(name);
    if (known != null) {
      return known;
    }
    long id = store.inTransaction(handle -> Journal.control(handle, code, currency));
    ids.put(name, id);
    return id;
  }
}
