package io.paywatt.ledger.tariff;

import java.util.List;
import io.paywatt.ledger.PayWattException;

/** Tariff files that can't be used: all faults at once, each as {@code file:line: what is wrong and what is allowed}. */
public final class TariffRejected extends PayWattException {
  private final List<String> faults;

  public TariffRejected(List<String> faults) {
    super(String.join("\n", faults), null);
    this.faults = List.copyOf(faults);
  }

  /** The faults in the order of the files. */
  public List<String> faults() {
    return faults;
  }
}
