package io.paywatt.ledger.failed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * Which failed messages are asked for; null everywhere: all.
 *
 * @param state     one of {@link FailedDesk#STATES}
 * @param route     route id
 * @param group     number of a group
 * @param q         words that all stand in body, headers, error or account; a telephone number with +
 * @param reference transaction at the provider
 * @param account   number of an account
 * @param meter     serial
 * @param phone     telephone number of the account, or in the body
 * @param amount    minor units
 * @param from      failed at or after
 * @param to        failed before
 */
public record FailedFilter(String state, String route, Long group, String q, String reference, String account, String meter,
    String phone, Long amount, Instant from, Instant to) {
  private static final int MOST_WORDS = 8;

  /** Everything. */
  public static final FailedFilter ALL = new FailedFilter(null, null, null, null, null, null, null, null, null, null, null);

  /** Only of a group. */
  public static FailedFilter ofGroup(long group) {
    return new FailedFilter(null, null, group, null, null, null, null, null, null, null, null);
  }

  /** The same in one state. */
  public FailedFilter in(String other) {
    return new FailedFilter(other, route, group, q, reference, account, meter, phone, amount, from, to);
  }

  /** @throws Rejected 400 for a state that is none, or a {@code q} without a word or with more than 8 */
  List<String> words(Handle handle) {
    if (state != null && !FailedDesk.STATES.contains(state)) {
      throw new Rejected(400, "state is '" + state + "', allowed are " + String.join(", ", FailedDesk.STATES));
    }
    List<String> words = new ArrayList<>(q == null ? List.of() : Words.asked(q));
    if (q != null && (words.isEmpty() || words.size() > MOST_WORDS)) {
      throw new Rejected(400, "q is '" + q + "', allowed are 1 to " + MOST_WORDS + " words of letters or digits");
    }
    if (phone != null) {
      words.addAll(new Words().addPhone(phone).all());
    }
    return words.size() < 2 ? words : rarestFirst(handle, words);
  }

  /** Conditions on table {@code f}, and their values. */
  Map<String, Object> conditions(StringBuilder where) {
    Map<String, Object> values = new LinkedHashMap<>();
    equal(where, values, "f.state", "state", state);
    equal(where, values, "f.route_id", "route", route);
    equal(where, values, "f.group_id", "group", group);
    equal(where, values, "f.reference", "reference", reference);
    equal(where, values, "f.account", "account", account);
    equal(where, values, "f.meter", "meter", meter);
    equal(where, values, "f.amount", "amount", amount);
    if (from != null) {
      where.append(" AND f.failed_at >= :from");
      values.put("from", Store.utc(from));
    }
    if (to != null) {
      where.append(" AND f.failed_at < :to");
      values.put("to", Store.utc(to));
    }
    return values;
  }

  private static void equal(StringBuilder where, Map<String, Object> values, String column, String name, Object value) {
    if (value != null) {
      where.append(" AND ").append(column).append(" = :").append(name);
      values.put(name, value);
    }
  }

  /** The rarest word leads: the others are looked up for its messages alone. */
  private static List<String> rarestFirst(Handle handle, List<String> words) {
    Map<String, Long> counts = new LinkedHashMap<>();
    words.forEach(word -> counts.put(word, handle.createQuery("SELECT COUNT(*) FROM (SELECT 1 FROM failed_word"
        + " WHERE word = :word LIMIT 2000) w").bind("word", word).mapTo(Long.class).one()));
    return counts.entrySet().stream().sorted(Map.Entry.comparingByValue()).map(Map.Entry::getKey).toList();
  }
}
