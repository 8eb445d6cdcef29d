package io.paywatt.ledger.money;

/** The second unit of the ledger: whole watt-hours, with ledger accounts and a trial balance of their own. */
public final class Energy {
  /** Stands in place of a currency. */
  public static final String UNIT = "Wh";

  private Energy() {}
}
