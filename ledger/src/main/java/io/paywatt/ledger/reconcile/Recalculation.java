package io.paywatt.ledger.reconcile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.journal.ControlAccounts;
import io.paywatt.ledger.journal.Journal;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.Household;
import io.paywatt.ledger.tariff.Households;
import io.paywatt.ledger.tariff.Tariff;
import io.paywatt.ledger.tariff.TariffBook;
import org.jdbi.v3.core.Handle;

/**
 * A tariff that was corrected after the fact: says what each account was charged otherwise, and puts it right by an entry of
 * its own that names the entries it corrects. What is right already, by a correction before too, gets none.
 */
public final class Recalculation {
  private static final int AT_ONCE = 500;

  private final Store store;
  private final TariffBook tariffs;
  private final CreditDesk credit;
  private final ReconcileRules rules;
  private final ControlAccounts accounts;

  /** An account that has the tariff. */
  private record Holder(long id, String number, String currency) {}

  public Recalculation(Store store, TariffBook tariffs, CreditDesk credit, ReconcileRules rules) {
    this.store = store;
    this.tariffs = tariffs;
    this.credit = credit;
    this.rules = rules;
    this.accounts = new ControlAccounts(store);
  }

  /**
   * Goes through the accounts that have the tariff, each in a transaction of its own: safe to stop, and to run again.
   *
   * @param from    entries that end later are looked at
   * @param account number of the only account, or null for all
   * @param post    whether to post the difference, or only to say it
   * @param actor   who wants it, for the audit
   * @param each    told of every account
   * @throws Rejected 404 when the tariff or the account is not known, 422 when its accounts hold kWh
   */
  public void run(String tariff, LocalDate from, String account, boolean post, String actor, Consumer<Recalculated> each) {
    Tariff known = tariffs.tariff(tariff).orElseThrow(() -> new Rejected(404, "There is no tariff '" + tariff
        + "', there are " + String.join(", ", tariffs.codes())));
    if (known.holdsEnergy()) {
      throw new Rejected(422, "accounts of tariff '" + tariff + "' hold kWh: what was bought is not priced again");
    }
    Instant start = from.atStartOfDay(known.zone()).toInstant();
    accounts.id("revenue:energy", known.currency());
    long after = 0;
    List<Holder> holders = holders(tariff, account, after);
    if (holders.isEmpty() && account != null) {
      throw new Rejected(404, "There is no account '" + account + "' with tariff '" + tariff + "'");
    }
    while (!holders.isEmpty()) {
      holders.forEach(holder -> each.accept(store.inTransaction(handle -> one(handle, holder, start, post, actor))));
      holders = holders(tariff, account, holders.get(holders.size() - 1).id());
    }
  }

  private List<Holder> holders(String tariff, String account, long after) {
    return store.read(handle -> handle.createQuery("SELECT id, number, currency FROM account WHERE id > :after"
            + " AND (tariff = :tariff OR id IN (SELECT account_id FROM account_tariff WHERE tariff = :tariff)) AND (:account IS NULL OR number = :account) ORDER BY id LIMIT :most")
        .bind("after", after).bind("tariff", tariff).bind("account", account).bind("most", AT_ONCE)
        .map((row, context) -> new Holder(row.getLong(1), row.getString(2), row.getString(3))).list());
  }

  /** The balance is locked first: nobody bills or corrects the account meanwhile. */
  private Recalculated one(Handle handle, Holder holder, Instant start, boolean post, String actor) {
    handle.execute("SELECT amount FROM balance WHERE account_id = ? FOR UPDATE", holder.id());
    AccountReplay replay = new AccountReplay(handle, tariffs, rules,
        Households.load(handle, List.of(holder.id())).getOrDefault(holder.id(), Household.NONE));
    try {
      List<AccountReplay.Priced> looked = replay.price(holder.id()).stream()
          .filter(priced -> priced.entry().to().isAfter(start)).toList();
      List<AccountReplay.Priced> wrong = looked.stream().filter(priced -> priced.differenceNano() != 0).toList();
      long charged = looked.stream().mapToLong(priced -> priced.entry().chargedNano()).reduce(0, Math::addExact);
      long due = looked.stream().mapToLong(AccountReplay.Priced::dueNano).reduce(0, Math::addExact);
      String key = post && !wrong.isEmpty() ? post(handle, holder, replay, wrong, Math.subtractExact(due, charged), actor) : null;
      return new Recalculated(holder.number(), holder.currency(), wrong.size(), charged, due, key, null);
    } catch (AccountReplay.Unrepeatable e) {
      return new Recalculated(holder.number(), holder.currency(), 0, 0, 0, null, e.getMessage());
    }
  }

  /** The key is that of the newest corrected entry and how often it was corrected: the same correction can't be made twice. */
  private String post(Handle handle, Holder holder, AccountReplay replay, List<AccountReplay.Priced> wrong, long difference,
      String actor) {
    Instant now = store.now();
    long newest = wrong.get(wrong.size() - 1).entry().id();
    long times = handle.createQuery("SELECT COUNT(*) FROM correction_line WHERE corrected = :id").bind("id", newest)
        .mapTo(Long.class).one();
    String key = "correction:" + newest + ":" + (times + 1);
    long entry = entry(handle, holder, key, difference, now);
    Bulk.execute(handle, "INSERT INTO correction_line (entry_id, corrected, amount) VALUES (?, ?, ?)",
        wrong.stream().map(each -> new Object[] {entry, each.entry().id(), each.differenceNano()}).toList());
    replay.usages().forEach((utility, usage) -> TierUsages.save(handle, holder.id(), utility, usage));
    if (difference != 0) {
      review(handle, holder, Journal.addToBalance(handle, holder.id(), -difference), difference > 0, now);
    }
    Audit.add(handle, actor, "tariff-correction", "account:" + holder.number(), "{\"entry\":" + entry + "}");
    return key;
  }

  /** Differences that cancel out need an entry too, without postings: it names what was corrected. */
  private long entry(Handle handle, Holder holder, String key, long difference, Instant now) {
    if (difference != 0) {
      return Journal.post(handle, Journal.Kind.CORRECTION, key, now, List.of(
          new Journal.Line(Journal.customer(handle, holder.id()), -difference),
          new Journal.Line(accounts.id("revenue:energy", holder.currency()), difference)));
    }
    return handle.createUpdate("INSERT INTO journal_entry (entry_key, kind, posted_at) VALUES (:key, 'correction', :now)")
        .bind("key", key).bind("now", Store.utc(now)).executeAndReturnGeneratedKeys("id").mapTo(Long.class).one();
  }

  private void review(Handle handle, Holder holder, long balance, boolean takenOff, Instant now) {
    if (takenOff) {
      credit.afterWithdrawal(handle, holder.id(), holder.currency(), balance, now);
    } else {
      credit.afterPayment(handle, holder.id(), holder.currency(), balance, now);
    }
  }
}
