package io.paywatt.ledger.account;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Brings in sites, rooms, accounts, meters and opening balances from one CSV file: all of it or nothing. */
public final class AccountImport {
  private final Store store;
  private final Supplier<Set<String>> tariffs;
  private final Supplier<Set<String>> makes;
  private final String currency;
  private final CreditRules credit;

  /**
   * @param tariffs  codes of the known tariffs
   * @param makes    meter makes that have a codec, {@code native} among them
   * @param currency ISO 4217 code of the new accounts
   * @param credit   says where an opening balance stands
   */
  public AccountImport(Store store, Supplier<Set<String>> tariffs, Supplier<Set<String>> makes, String currency,
      CreditRules credit) {
    this.store = store;
    this.tariffs = tariffs;
    this.makes = makes;
    this.currency = currency;
    this.credit = credit;
  }

  /**
   * Imports a file with the columns {@code site,room,account,holder,phone,locale,meter,make,tariff,opening_balance,
   * register_wh,multiplier} in any order, UTF-8; {@code address,gateway} may be added for meters of other makes than
   * native. An account on several lines has several meters.
   *
   * @param fileName for the messages
   * @param actor    who imports, for the audit
   * @throws ImportRejected with every bad line; nothing was imported
   */
  public ImportResult importCsv(String fileName, byte[] csv, String actor) {
    List<String> problems = new ArrayList<>();
    ImportReader reader = new ImportReader(fileName, tariffs.get(), makes.get(), currency, problems);
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
    ImportResult result = rows.write(lines.size(), openingMinor(lines));
    Audit.add(handle, actor, "import", fileName.substring(0, Math.min(fileName.length(), 190)), String.format("{\"lines\":%d,\"accounts\":%d,\"meters\":%d,"
        + "\"openingMinor\":%d}", result.lines(), result.accounts(), result.meters(), result.openingMinor()));
    return result;
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
