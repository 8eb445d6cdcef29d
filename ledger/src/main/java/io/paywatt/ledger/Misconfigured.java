package io.paywatt.ledger;

import java.util.List;

/**
 * A file or key of the configuration is wrong: stop the start and tell the operator. Holds every fault found, not only
 * the first, each as {@code file:line: what is wrong, what is allowed}.
 */
public final class Misconfigured extends PayWattException {
  private final List<String> faults;

  /** @param faults one line each, at least one, without secrets */
  public Misconfigured(List<String> faults) {
    super(String.join("\n", faults), null);
    this.faults = List.copyOf(faults);
  }

  /** One line a fault, in the order found. */
  public List<String> faults() {
    return faults;
  }
}
