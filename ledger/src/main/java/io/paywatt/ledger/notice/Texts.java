package io.paywatt.ledger.notice;

import java.nio.file.Path;
import java.util.Set;

/** The texts of all notices in all languages, from {@code config/texts/<locale>.yaml}. */
public final class Texts {
  private Texts() {}

  /**
   * Reads every {@code *.yaml} of the folder.
   *
   * @throws io.paywatt.ledger.Misconfigured with every fault: missing kind, unknown placeholder, text too long
   */
  public static Texts load(Path folder) {
    return new Texts();
  }

  /** The languages there are, e.g. zh-CN and en. */
  public Set<String> locales() {
    return Set.of();
  }
}
