package io.paywatt.ledger.payment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.Standing;
import io.paywatt.ledger.journal.Balances;
import io.paywatt.ledger.journal.ControlAccounts;
import io.paywatt.ledger.journal.Journal;
import io.paywatt.ledger.outbox.Outbox;
import io.paywatt.ledger.payment.Telling.Outcome;
import io.paywatt.ledger.vend.Purchases;
import org.jdbi.v3.core.Handle;

/**
 * Notices decided and written in one transaction, with a handful of statements however many they are. Each becomes what
 * it would become alone. Rows are locked in one order everywhere: payments, orders, balances, each by its key.
 */
final class PaymentGroup {
  private final Handle handle;
  private final CreditDesk credit;
  private final ControlAccounts controls;
  private final IntakeSettings settings;
  private final Instant now;

  /** @param controls with the accounts that the notices need known already */
  PaymentGroup(Handle handle, CreditDesk credit, ControlAccounts controls, IntakeSettings settings, Instant now) {
    this.handle = handle;
    this.credit = credit;
    this.controls = controls;
    this.settings = settings;
    this.now = now;
  }

  /** @return the results in the order of the notices */
  List<PaymentResult> decide(List<PaymentNotice> notices) {
    List<Telling> tellings = notices.stream().map(Telling::new).toList();
    List<Telling> open = tellings;
    while (!open.isEmpty()) {
      // a second telling of a transaction has to find what the first one wrote
      Map<String, Telling> first = new TreeMap<>();
      List<Telling> later = new ArrayList<>();
      for (Telling telling : open) {
        if (first.putIfAbsent(telling.key(), telling) != null) {
          later.add(telling);
        }
      }
      decideOnce(List.copyOf(first.values()));
      open = later;
    }
    return tellings.stream().map(Telling::result).toList();
  }

  /** @param tellings of different transactions, in the order of their keys */
  private void decideOnce(List<Telling> tellings) {
    PaymentEdits.meet(handle, tellings, PaymentRow.lock(handle, tellings));
    place(tellings.stream().filter(Telling::isOpen).toList());
    List<Telling> posted = with(tellings, Outcome.POSTED);
    // locked before the entries get their ids: an account's entries are in the order of its balances
    Balances balances = Balances.lock(handle, posted.stream().map(each -> each.placement().account().id()).toList());
    PaymentRows.addRaw(handle, tellings, now);
    move(tellings.stream().filter(Telling::moves).toList());
    PaymentRows.add(handle, tellings.stream().filter(Telling::isNew).toList(), now);
    post(posted, balances);
    with(tellings, Outcome.PARKED).forEach(each -> Parking.park(handle, each, now));
    with(tellings, Outcome.CONFLICT).forEach(each -> Parking.conflict(handle, each, now));
  }

  private void place(List<Telling> open) {
    Places places = Places.lock(handle, open.stream().map(Telling::notice).toList());
    for (Telling telling : open) {
      telling.place(sellable(telling, places.of(telling.notice(), settings.currency())));
      if (telling.is(Outcome.POSTED)) {
        places.paid(telling.placement().topupId());
      }
    }
  }

  private Placement sellable(Telling telling, Placement found) {
    return found.reason() != null ? found : Purchases.obstacle(handle, credit, found.account().id(),
        found.account().tariff(), telling.nano(), now).map(found::refused).orElse(found);
  }

  private void move(List<Telling> moving) {
    Map<String, Long> entries = Journal.post(handle, moving.stream().map(each -> each.entry(controls)).toList(), now);
    moving.forEach(each -> each.wroteEntry(entries.get(each.entryKey())));
  }

  private void post(List<Telling> posted, Balances balances) {
    PaymentRows.unpark(handle, posted.stream().filter(each -> !each.isNew()).toList());
    PaymentRows.ordersPaid(handle, posted);
    List<Outbox.Effect> effects = new ArrayList<>();
    Map<Long, Standing> standings = new LinkedHashMap<>();
    Map<Long, String> tariffs = new HashMap<>();
    posted.forEach(each -> tariffs.put(each.placement().account().id(), each.placement().account().tariff()));
    Purchases purchases = Purchases.lock(handle, credit, tariffs, balances, now);
    for (Telling each : posted) {
      Placement.Account account = each.placement().account();
      Purchases.Use use = purchases.use(each.paid());
      effects.addAll(PaymentEffects.posted(each, use));
      standings.put(account.id(), new Standing(account.id(), account.currency(), use.balance(), null));
    }
    purchases.save();
    balances.save(handle);
    Outbox.add(handle, effects, now);
    credit.review(handle, standings.values().stream().sorted(Comparator.comparing(Standing::accountId)).toList(), now);
  }

  private static List<Telling> with(List<Telling> tellings, Outcome outcome) {
    return tellings.stream().filter(each -> each.is(outcome)).toList();
  }
}
