package io.paywatt.ledger.account;

import java.io.IOException;
import java.time.Instant;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;

/** What was put on and taken off an account, line by line, with the balance after each. */
public final class Statement {
  private final Store store;

  public Statement(Store store) {
    this.store = store;
  }

  /**
   * Lines posted in the interval, oldest first. A page holds whole journal entries, so it may be longer than the limit.
   *
   * @param from  first instant, inclusive
   * @param to    last instant, exclusive
   * @param limit 1 to 1000 journal entries
   * @param after {@code next} of the page before, or null
   * @throws io.paywatt.ledger.Rejected 404 unknown account, 422 a parameter is wrong
   */
  public Page<StatementLine> page(String number, Instant from, Instant to, int limit, String after) {
    throw new UnsupportedOperationException();
  }

  /** The same lines as CSV with a header line. @throws io.paywatt.ledger.Rejected 404 unknown account */
  public void csv(String number, Instant from, Instant to, Appendable out) throws IOException {
    throw new UnsupportedOperationException();
  }
}
