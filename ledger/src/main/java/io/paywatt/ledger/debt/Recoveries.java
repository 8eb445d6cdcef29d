package io.paywatt.ledger.debt;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.credit.AccountTerms;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.journal.Journal;
import io.paywatt.ledger.journal.Journal.Line;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Takes the share of the debt off payments, in the transaction that posts them and behind their entries. */
public final class Recoveries {
  /** A payment on an account. @param entryId entry that put it there @param nano what it put there */
  public record Paid(long accountId, long ledgerAccountId, long paymentId, long entryId, String currency, long nano) {}

  private record Taken(Paid paid, long nano, Line debt) {
    String key() {
      return "recovery:" + paid.entryId();
    }
  }

  private final Instant now;
  private final Debts debts;
  private final AccountTerms terms;
  private final Map<Long, Long> thisMonth = new HashMap<>();
  private final List<Taken> taken = new ArrayList<>();

  private Recoveries(Debts debts, AccountTerms terms, Instant now) {
    this.debts = debts;
    this.terms = terms;
    this.now = now;
  }

  /** Locks the debts of the accounts; their balances are locked already. */
  public static Recoveries lock(Handle handle, CreditRules rules, Collection<Long> accountIds, Instant now) {
    Debts debts = Debts.lock(handle, accountIds);
    List<Long> due = accountIds.stream().distinct().filter(id -> debts.isDue(id, now)).toList();
    Recoveries recoveries = new Recoveries(debts, AccountTerms.load(handle, rules, due), now);
    Instant month = LocalDate.ofInstant(now, rules.zone()).withDayOfMonth(1).atStartOfDay(rules.zone()).toInstant();
    Bulk.select(handle, "SELECT account_id, SUM(amount - undone) FROM debt_recovery WHERE at >= ?"
        + " AND account_id IN (%s) GROUP BY account_id", due,
        row -> recoveries.thisMonth.put(row.getLong(1), row.getLong(2)), Store.utc(month));
    return recoveries;
  }

  /** What a payment would give, nano units. @param free what is left of it once emergency credit is repaid */
  public long share(Paid paid, long free) {
    return debts.isDue(paid.accountId(), now)
        ? terms.of(paid.accountId()).recovery().share(paid.nano(), Math.max(0, free), debts.owed(paid.accountId()),
            thisMonth.getOrDefault(paid.accountId(), 0L), Nano.perMinor(paid.currency()))
        : 0;
  }

  /** What is owed after what was taken so far, nano units. */
  public long owed(long accountId) {
    return debts.owed(accountId);
  }

  /** Takes that much off the debt; the caller takes it off the balance. Written by {@link #save}. */
  public void take(Paid paid, long nano) {
    if (nano > 0) {
      taken.add(new Taken(paid, nano, debts.change(paid.accountId(), -nano)));
      thisMonth.merge(paid.accountId(), nano, Math::addExact);
    }
  }

  /** Writes what was taken: entries, debts, and which payment gave it. */
  public void save(Handle handle) {
    Map<String, Long> entries = Journal.post(handle, taken.stream().map(each -> new Journal.Entry(Journal.Kind.RECOVERY,
        each.key(), List.of(new Line(each.paid().ledgerAccountId(), -each.nano()), each.debt()))).toList(), now);
    debts.save(handle);
    Bulk.execute(handle, "INSERT INTO debt_recovery (account_id, payment_id, payment_entry_id, entry_id, amount, at)"
        + " VALUES (?, ?, ?, ?, ?, ?)", taken.stream().map(each -> new Object[] {each.paid().accountId(),
            each.paid().paymentId(), each.paid().entryId(), entries.get(each.key()), each.nano(), Store.utc(now)}).toList());
    taken.clear();
  }
}
