package io.paywatt.ledger.account;

import java.util.Set;
import java.util.function.Supplier;
import io.paywatt.ledger.store.Store;

/** Brings in sites, rooms, accounts, meters and opening balances from one CSV file: all of it or nothing. */
public final class AccountImport {
  private final Store store;
  private final Supplier<Set<String>> tariffs;
  private final Supplier<Set<String>> makes;
  private final String currency;

  /**
   * @param tariffs  codes of the known tariffs
   * @param makes    meter makes that have a codec, {@code native} among them
   * @param currency ISO 4217 code of the new accounts
   */
  public AccountImport(Store store, Supplier<Set<String>> tariffs, Supplier<Set<String>> makes, String currency) {
    this.store = store;
    this.tariffs = tariffs;
    this.makes = makes;
    this.currency = currency;
  }

  /**
   * Imports a file with the columns {@code site,room,account,holder,phone,locale,meter,make,tariff,opening_balance,
   * register_wh,multiplier} in any order, UTF-8. An account on several lines has several meters.
   *
   * @param fileName for the messages
   * @param actor    who imports, for the audit
   * @throws ImportRejected with every bad line; nothing was imported
   */
  public ImportResult importCsv(String fileName, byte[] csv, String actor) {
    throw new UnsupportedOperationException();
  }
}
