package io.paywatt.ledger.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.failed.FailedFilter;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.payment.Forecast;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Says what a replay would do, by asking the door for money itself. Writes nothing. */
final class Planner {
  static final int MOST_IDS = 1000;
  static final int MOST = 20_000;
  private static final int BODIES_AT_A_TIME = 500;
  private static final List<String> WAITING = List.of("open", "failed-again");

  private final Store store;
  private final Function<List<byte[]>, List<Forecast>> door;

  Planner(Store store, Function<List<byte[]>, List<Forecast>> door) {
    this.store = store;
    this.door = door;
  }

  /** @throws Rejected 400 for a selection that can't be, 422 for more than 20000 messages */
  ReplayPlan plan(Selection selection) {
    Set<Long> ids = store.read(handle -> ids(handle, selection));
    Map<Long, Candidate> found = new LinkedHashMap<>();
    store.read(handle -> Candidate.read(handle, ids, false)).forEach(each -> found.put(each.id(), each));
    Map<Long, Forecast> forecasts = forecasts(found.values().stream()
        .filter(each -> each.isPayment() && each.whyNot() == null).map(Candidate::id).toList());
    List<ReplayPlan.Item> items = new ArrayList<>();
    found.values().forEach(each -> items.add(item(each, forecasts.get(each.id()))));
    ids.stream().filter(id -> !found.containsKey(id)).forEach(id ->
        items.add(new ReplayPlan.Item(id, "held", null, "there is no such item", null, null)));
    return new ReplayPlan(List.copyOf(items), ids.stream().max(Long::compare).orElse(null), counts(items), money(items));
  }

  private Map<Long, Forecast> forecasts(List<Long> payments) {
    Map<Long, Forecast> forecasts = new HashMap<>();
    List<byte[]> bodies = new ArrayList<>();
    for (int start = 0; start < payments.size(); start += BODIES_AT_A_TIME) {
      List<Long> part = payments.subList(start, Math.min(payments.size(), start + BODIES_AT_A_TIME));
      Map<Long, byte[]> read = new HashMap<>();
      store.read(handle -> Bulk.select(handle, "SELECT id, body FROM failed_message WHERE id IN (%s)", part,
          row -> read.put(row.getLong(1), row.getBytes(2))));
      part.forEach(id -> bodies.add(read.getOrDefault(id, new byte[0])));
    }
    List<Forecast> answers = bodies.isEmpty() ? List.of() : door.apply(bodies);
    for (int i = 0; i < answers.size(); i++) {
      forecasts.put(payments.get(i), answers.get(i));
    }
    return forecasts;
  }

  private static Set<Long> ids(Handle handle, Selection selection) {
    if (Stream.of(selection.ids(), selection.group(), selection.filter()).filter(Objects::nonNull).count() != 1) {
      throw new Rejected(422, "ids, group and filter: allowed is exactly one of them");
    }
    if (selection.ids() != null) {
      if (selection.ids().isEmpty() || selection.ids().size() > MOST_IDS) {
        throw new Rejected(400, "ids has " + selection.ids().size() + " items, allowed are 1 to " + MOST_IDS);
      }
      return new LinkedHashSet<>(selection.ids());
    }
    FailedFilter filter = selection.group() != null ? FailedFilter.ofGroup(selection.group()) : selection.filter();
    if (filter.state() != null && !WAITING.contains(filter.state())) {
      throw new Rejected(400, "state is '" + filter.state() + "', allowed are " + String.join(", ", WAITING));
    }
    Set<Long> ids = new LinkedHashSet<>();
    for (String state : filter.state() == null ? WAITING : List.of(filter.state())) {
      ids.addAll(FailedDesk.ids(handle, filter.in(state), selection.upTo(), MOST + 1));
    }
    if (ids.size() > MOST) {
      throw new Rejected(422, "The selection has more than " + MOST + " messages; narrow it, by time for example");
    }
    return ids;
  }

  private static ReplayPlan.Item item(Candidate each, Forecast forecast) {
    String why = each.whyNot();
    if (why != null || forecast == null) {
      return new ReplayPlan.Item(each.id(), why == null ? "replay" : "held", why == null ? each.replayTo() : null, why,
          each.money(), each.account());
    }
    String action = switch (forecast.outcome()) {
      case POST -> "post";
      case ALREADY_POSTED -> "already-posted";
      case HELD -> "held";
      case INVALID -> "invalid";
    };
    return new ReplayPlan.Item(each.id(), action, forecast.why() == null ? each.replayTo() : null, forecast.why(),
        forecast.money() == null ? each.money() : forecast.money(), each.account());
  }

  private static Map<String, Integer> counts(List<ReplayPlan.Item> items) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    ReplayPlan.ACTIONS.forEach(action -> counts.put(action, 0));
    items.forEach(item -> counts.merge(item.action(), 1, Integer::sum));
    return counts;
  }

  private static List<Money> money(List<ReplayPlan.Item> items) {
    Map<String, Long> sums = new TreeMap<>();
    items.stream().filter(item -> item.action().equals("post")).forEach(item ->
        sums.merge(item.money().currency(), item.money().amount(), Math::addExact));
    return sums.entrySet().stream().map(sum -> new Money(sum.getValue(), sum.getKey())).toList();
  }
}
