package io.paywatt.ledger.debt;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.credit.AccountTerms;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.journal.Journal;
import io.paywatt.ledger.journal.Journal.Line;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.store.Idempotency;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.suspense.Words;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** What staff does with debts: adds what is owed from before, remits, looks. The customer is told before any recovery. */
public final class DebtDesk {
  private static final int LONGEST_REASON = 500;
  /** A thousand million currency units. */
  private static final long MOST_NANO = 1_000_000_000L * Nano.PER_UNIT;
  private static final String SELECT = "SELECT c.id, c.request_sha256, a.number, c.amount, a.currency, c.reason, c.actor,"
      + " c.at FROM debt_change c JOIN account a ON a.id = c.account_id WHERE ";

  private final Store store;
  private final CreditRules rules;

  private record Account(long id, String number, String currency) {}

  private record Known(String sha256, DebtChange change) {}

  public DebtDesk(Store store, CreditRules rules) {
    this.store = store;
    this.rules = rules;
  }

  /**
   * Adds to a debt, or remits a part of it.
   *
   * @param number         account number
   * @param idempotencyKey 1 to 190 printable characters
   * @param amountMinor    minor units, not zero; negative: remitted, at most what is owed
   * @param reason         1 to 500 characters
   * @throws Rejected 400 no usable key, 404 unknown account, 409 more than is owed or the key was used for something else,
   *     422 a field is wrong
   */
  public Idempotency.Answer<DebtChange> change(String number, String idempotencyKey, long amountMinor, String reason,
      String actor) {
    String key = Idempotency.key(idempotencyKey);
    Words.check("reason", reason, LONGEST_REASON);
    try {
      return store.inTransaction(handle -> change(handle, number, key, amountMinor, reason, actor));
    } catch (UnableToExecuteStatementException e) {
      if (!Store.isDuplicateKey(e)) {
        throw e;
      }
      // the key, or the account's first debt, came twice at the same time
      return store.inTransaction(handle -> change(handle, number, key, amountMinor, reason, actor));
    }
  }

  /** What was added and remitted, newest first. */
  public List<DebtChange> changes(String number, int limit) {
    return store.read(handle -> handle.createQuery(SELECT + "a.number = :number ORDER BY c.id DESC LIMIT :limit")
        .bind("number", number).bind("limit", limit).map((row, context) -> known(row).change()).list());
  }

  private Idempotency.Answer<DebtChange> change(Handle handle, String number, String key, long amountMinor, String reason,
      String actor) {
    Account account = account(handle, number);
    String sha256 = Idempotency.sha256(number, amountMinor, reason);
    Optional<Known> before = handle.createQuery(SELECT + "c.idempotency_key = :key").bind("key", key)
        .map((row, context) -> known(row)).findOne();
    if (before.isPresent()) {
      Idempotency.sameContent(before.get().sha256(), sha256, "debt change " + before.get().change().id());
      return new Idempotency.Answer<>(before.get().change(), false);
    }
    long nano = nano(amountMinor, account.currency());
    Instant now = store.now();
    DebtRows.open(handle, account.id(), account.currency(), now);
    Debts debts = Debts.lock(handle, List.of(account.id()));
    long owed = debts.owed(account.id());
    if (owed + nano < 0 || owed + nano > MOST_NANO) {
      throw new Rejected(409, "amount is " + amountMinor + ", account " + number + " owes "
          + Nano.toMinorFloor(owed, account.currency()) + " " + account.currency()
          + "; allowed is to remit at most that, and a debt of at most 1000000000 " + account.currency());
    }
    long entry = Journal.post(handle, Journal.Kind.DEBT, "debt:" + key, now, List.of(debts.change(account.id(), nano),
        new Line(Journal.control(handle, "opening", account.currency()), nano)));
    debts.save(handle);
    if (owed == 0) {
      DebtRows.tell(handle, account.id(), account.currency(), nano,
          AccountTerms.load(handle, rules, List.of(account.id())).of(account.id()).recovery(), now, rules.debtNotice());
    }
    long id = DebtRows.add(handle, account.id(), key, sha256, nano, reason, actor, entry, now);
    long owes = Nano.toMinorFloor(owed, account.currency());
    Audit.change(handle, actor, "debt", "account:" + number, new Money(owes, account.currency()),
        new Money(owes + amountMinor, account.currency()), reason);
    return new Idempotency.Answer<>(handle.createQuery(SELECT + "c.id = :id").bind("id", id)
        .map((row, context) -> known(row).change()).one(), true);
  }

  private static long nano(long amountMinor, String currency) {
    long most = MOST_NANO / Nano.perMinor(currency);
    if (amountMinor == 0 || Math.abs(amountMinor) > most) {
      throw new Rejected(422, "amount is " + amountMinor + ", allowed is a whole number of minor units from 1 to " + most);
    }
    return Nano.fromMinor(amountMinor, currency);
  }

  private static Account account(Handle handle, String number) {
    return handle.createQuery("SELECT id, number, currency FROM account WHERE number = :number").bind("number", number)
        .map((row, context) -> new Account(row.getLong("id"), row.getString("number"), row.getString("currency")))
        .findOne().orElseThrow(() -> new Rejected(404, "account " + number + " is not known"));
  }

  private static Known known(ResultSet row) throws SQLException {
    return new Known(row.getString("request_sha256"), new DebtChange(row.getLong("id"), row.getString("number"),
        Nano.toMinorFloor(row.getLong("amount"), row.getString("currency")), row.getString("currency"),
        row.getString("reason"), row.getString("actor"),
        Store.instant(row.getObject("at", LocalDateTime.class)).toString()));
  }
}
