package io.paywatt.ledger.journal;

import java.util.List;
import io.paywatt.ledger.store.Store;

/** Proves the books: what must hold in every ledger, looked at from the outside. */
public final class BooksCheck {
  private final Store store;

  public BooksCheck(Store store) {
    this.store = store;
  }

  /** What does not hold, in words with ids; empty when the books are right. */
  public List<String> problems() {
    throw new UnsupportedOperationException();
  }
}
