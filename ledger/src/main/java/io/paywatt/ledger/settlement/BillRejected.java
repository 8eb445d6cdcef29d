package io.paywatt.ledger.settlement;

import java.util.List;
import io.paywatt.ledger.PayWattException;

/** The bill has lines that can't be read, and nothing of it was taken. */
public final class BillRejected extends PayWattException {
  private static final long serialVersionUID = 1;
  private final transient List<String> problems;
  private final int wrong;

  BillRejected(List<String> problems, int wrong) {
    super("Nothing of the bill was taken, " + wrong + " lines to mend, " + problems.get(0), null);
    this.problems = List.copyOf(problems);
    this.wrong = wrong;
  }

  /** The first of them, each as {@code line 7: amount is 50.00, allowed is ...}. */
  public List<String> problems() {
    return problems;
  }

  /** How many there are in all. */
  public int wrong() {
    return wrong;
  }
}
