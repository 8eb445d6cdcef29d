package io.paywatt.ledger.account;

import java.util.List;
import io.paywatt.ledger.PayWattException;

/** The file has faults and nothing of it was imported. */
public final class ImportRejected extends PayWattException {
  private final transient List<String> problems;

  /** @param problems every fault as {@code file:line: column value — what is allowed} */
  public ImportRejected(List<String> problems) {
    super("Nothing was imported, " + problems.size() + " to mend, first: " + problems.get(0), null);
    this.problems = List.copyOf(problems);
  }

  /** Every fault as {@code file:line: column value — what is allowed}. */
  public List<String> problems() {
    return problems;
  }
}
