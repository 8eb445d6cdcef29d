package io.paywatt.ledger.payment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.vend.Purchases;
import org.jdbi.v3.core.Handle;

/** Decides notices as {@link PaymentGroup} does, one after the other, and writes nothing. */
final class Forecaster {
  private static final int AT_A_TIME = 200;

  private final Store store;
  private final CreditDesk credit;
  private final IntakeSettings settings;
  /** What earlier notices of this set would change; a part that the database repeats begins with it anew. */
  private final Map<String, String> posted = new HashMap<>();
  private final Set<String> ordersPaid = new HashSet<>();
  private Map<String, String> postedNow = posted;
  private Set<String> ordersPaidNow = ordersPaid;

  Forecaster(Store store, CreditDesk credit, IntakeSettings settings) {
    this.store = store;
    this.credit = credit;
    this.settings = settings;
  }

  /** @param notices normalised notices in the order in which they would come @return the same order */
  List<Forecast> of(List<byte[]> notices) {
    List<Forecast> all = new ArrayList<>();
    for (int start = 0; start < notices.size(); start += AT_A_TIME) {
      List<byte[]> part = notices.subList(start, Math.min(notices.size(), start + AT_A_TIME));
      all.addAll(store.inTransaction(handle -> part(handle, part)));
      posted.putAll(postedNow);
      ordersPaid.addAll(ordersPaidNow);
    }
    return all;
  }

  private List<Forecast> part(Handle handle, List<byte[]> part) {
    postedNow = new HashMap<>(posted);
    ordersPaidNow = new HashSet<>(ordersPaid);
    List<Object> read = part.stream().map(Forecaster::read).toList();
    List<Telling> tellings = read.stream().filter(Telling.class::isInstance).map(Telling.class::cast).toList();
    Map<String, PaymentRow> known = PaymentRow.lock(handle, tellings);
    PaymentEdits.meet(handle, tellings, known);
    Places places = Places.lock(handle, tellings.stream().map(Telling::notice).toList());
    ordersPaid.forEach(places::paid);
    return read.stream().map(each -> each instanceof Telling telling ? decide(handle, telling, places)
        : new Forecast(Forecast.Outcome.INVALID, (String) each, null)).toList();
  }

  private static Object read(byte[] json) {
    try {
      return new Telling(PaymentNotice.parse(json));
    } catch (Rejected e) {
      return e.getMessage();
    }
  }

  private Forecast decide(Handle handle, Telling telling, Places places) {
    String before = postedNow.get(telling.key());
    if (telling.isOpen() && before != null) {
      return before.equals(telling.sha256()) ? of(telling, Forecast.Outcome.ALREADY_POSTED, null)
          : of(telling, Forecast.Outcome.HELD, "an earlier message of this set tells the payment with other content");
    }
    if (telling.isOpen()) {
      Placement found = places.of(telling.notice(), settings.currency());
      telling.place(found.reason() != null ? found : Purchases.obstacle(handle, credit, found.account().id(),
          found.account().tariff(), telling.nano(), store.now()).map(found::refused).orElse(found));
      return telling.is(Telling.Outcome.POSTED) ? post(telling, places)
          : of(telling, Forecast.Outcome.HELD, found.reason() != null ? found.reason() : "it can't be sold for now");
    }
    return switch (telling.outcome()) {
      case DUPLICATE -> telling.known().isPosted() ? of(telling, Forecast.Outcome.ALREADY_POSTED, null)
          : of(telling, Forecast.Outcome.HELD, "it is " + telling.known().state() + ", and stays so");
      case CONFLICT -> of(telling, Forecast.Outcome.HELD, "payment " + telling.payment()
          + " was told before with other content: " + telling.known().difference(telling.notice()));
      default -> of(telling, Forecast.Outcome.HELD, telling.placement().reason());
    };
  }

  private Forecast post(Telling telling, Places places) {
    postedNow.put(telling.key(), telling.sha256());
    if (telling.placement().topupId() != null) {
      ordersPaidNow.add(telling.placement().topupId());
      places.paid(telling.placement().topupId());
    }
    return of(telling, Forecast.Outcome.POST, null);
  }

  private static Forecast of(Telling telling, Forecast.Outcome outcome, String why) {
    return new Forecast(outcome, why, telling.notice().money());
  }
}
