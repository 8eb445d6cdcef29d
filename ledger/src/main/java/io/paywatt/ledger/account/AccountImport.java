package io.paywatt.ledger.account;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.debt.OpeningDebts;
import io.paywatt.ledger.energy.OpeningEnergy;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.Utility;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Brings in sites, rooms, accounts, meters and opening balances from one CSV file: all of it or nothing. */
public final class AccountImport {
  private final Store store;
  private final Function<Utility, Set<String>> tariffs;
  private final Predicate<String> holdsEnergy;
  private final Supplier<Set<String>> makes;
  private final String currency;
  private final CreditRules credit;

  /** Where no account holds kWh. */
  public AccountImport(Store store, Function<Utility, Set<String>> tariffs, Supplier<Set<String>> makes, String currency,
      CreditRules credit) {
    this(store, tariffs, code -> false, makes, currency, credit);
  }

  /**
   * @param tariffs     codes of the tariffs for a utility
   * @param holdsEnergy whether accounts of a tariff hold kWh
   * @param makes       meter makes that have a codec, {@code native} among them
   * @param currency    ISO 4217 code of the new accounts
   * @param credit      says where an opening balance stands
   */
  public AccountImport(Store store, Function<Utility, Set<String>> tariffs, Predicate<String> holdsEnergy,
      Supplier<Set<String>> makes, String currency, CreditRules credit) {
    this.store = store;
    this.tariffs = tariffs;
    this.holdsEnergy = holdsEnergy;
    this.makes = makes;
    this.currency = currency;
    this.credit = credit;
  }

  /**
   * Imports a file with the columns {@code site,room,account,holder,phone,locale,meter,make,tariff,opening_balance,
   * register_wh,multiplier} and, where needed, {@code utility,opening_debt,emergency_used,opening_kwh,address,gateway} in any
   * order, UTF-8; without {@code utility} it is electricity; {@code address,gateway} are for meters of other makes than native.
   * An account on several lines has several meters, of several utilities with a tariff for each; a line of an account that is
   * there already brings in a further meter of it.
   *
   * @param fileName for the messages
   * @param actor    who imports, for the audit
   * @throws ImportRejected with every bad line; nothing was imported
   */
  public ImportResult importCsv(String fileName, byte[] csv, String actor) {
    List<String> problems = new ArrayList<>();
    ImportReader reader = new ImportReader(fileName, tariffs, holdsEnergy, makes.get(), currency, problems);
    List<ImportLine> lines = new ImportFile(fileName, reader, problems).read(csv);
    refuse(problems);
    try {
      return store.inTransaction(handle -> write(handle, fileName, lines, actor));
    } catch (UnableToExecuteStatementException e) {
      if (!Store.isDuplicateKey(e)) {
        throw e;
      }
      // another import brought the same accounts in meanwhile: now they are seen and named
      return store.inTransaction(handle -> write(handle, fileName, lines, actor));
    }
  }

  private ImportResult write(Handle handle, String fileName, List<ImportLine> lines, String actor) {
    ImportRows rows = new ImportRows(handle, currency, credit, store.now());
    rows.stage(lines);
    refuse(rows.taken(fileName));
    Set<String> opened = rows.opened();
    ImportResult result = rows.write(lines.size(), openingMinor(lines));
    OpeningEnergy.add(handle, credit, energy(lines, opened), store.now());
    OpeningDebts.add(handle, credit, currency, debts(lines), actor, store.now());
    Audit.add(handle, actor, "import", fileName.substring(0, Math.min(fileName.length(), 190)), String.format("{\"lines\":%d,\"accounts\":%d,\"meters\":%d,"
        + "\"openingMinor\":%d}", result.lines(), result.accounts(), result.meters(), result.openingMinor()));
    return result;
  }

  /** Each account that holds kWh opens once, with its first line. */
  private Map<String, Long> energy(List<ImportLine> lines, Set<String> opened) {
    Map<String, Long> energy = new HashMap<>();
    lines.stream().filter(line -> opened.contains(line.account()) && holdsEnergy.test(line.tariff()))
        .forEach(line -> energy.putIfAbsent(line.account(), line.openingWh()));
    return energy;
  }

  private static Map<String, Long> debts(List<ImportLine> lines) {
    Map<String, Long> debts = new HashMap<>();
    lines.stream().filter(line -> line.debtNano() > 0).forEach(line -> debts.put(line.account(), line.debtNano()));
    return debts;
  }

  private static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new ImportRejected(problems);
    }
  }

  /** Each account opens once, with its first line. */
  private long openingMinor(List<ImportLine> lines) {
    Set<String> accounts = new HashSet<>();
    return lines.stream().filter(line -> accounts.add(line.account()))
        .mapToLong(line -> Nano.toMinorFloor(line.openingNano(), currency)).sum();
  }
}
