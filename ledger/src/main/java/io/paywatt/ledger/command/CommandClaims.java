package io.paywatt.ledger.command;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * Chooses what is sent now. A claimed command is sent as far as the database knows: if the hub dies before it was
 * published, it becomes due again like one without an answer.
 */
final class CommandClaims {
  // meters that share a bus are left to the node that asks there, which sends one frame after the other
  private static final String OFF_THE_BUSES = " AND NOT EXISTS (SELECT 1 FROM meter_address a"
      + " WHERE a.meter_id = command.meter_id AND a.gateway IS NOT NULL)";

  private final CommandRules rules;

  CommandClaims(CommandRules rules) {
    this.rules = rules;
  }

  /** @param withBuses whether this node is the one that asks on the buses */
  List<OutgoingCommand> claim(Handle handle, int max, boolean withBuses, Instant now) {
    String whose = withBuses ? "" : OFF_THE_BUSES;
    // half of the places at most, so that meters that are away for long do not keep others waiting
    List<Candidate> due = new ArrayList<>(unanswered(handle, whose, (max + 1) / 2, now));
    due.removeAll(giveWay(handle, due, now));
    if (due.size() < max) {
      due.addAll(next(handle, whose, max - due.size(), now));
    }
    if (due.isEmpty()) {
      return List.of();
    }
    markSent(handle, due, now);
    return load(handle, due);
  }

  /** Power first: a command without an answer in its time goes back into the queue when power waits behind it. */
  private static List<Candidate> giveWay(Handle handle, List<Candidate> unanswered, Instant now) {
    List<Candidate> others = unanswered.stream().filter(c -> !c.kind().equals("relay")).toList();
    if (others.isEmpty()) {
      return List.of();
    }
    Set<Long> powerWaits = handle.createQuery("SELECT meter_id FROM command WHERE meter_id IN (<meters>)"
            + " AND state = 'queued' AND kind = 'relay' AND payload LIKE '%\"closed\"%' AND expires_at > :now"
            + " AND (not_before IS NULL OR not_before <= :now)")
        .bindList("meters", others.stream().map(Candidate::meterId).toList()).bind("now", Store.utc(now))
        .mapTo(Long.class).set();
    List<Candidate> back = others.stream().filter(c -> powerWaits.contains(c.meterId())).toList();
    if (!back.isEmpty()) {
      handle.createUpdate("UPDATE command SET state = 'queued' WHERE id IN (<ids>)")
          .bindList("ids", back.stream().map(Candidate::id).toList()).execute();
      CommandWaker.wake(handle, powerWaits, now);
    }
    return back;
  }

  private List<Candidate> unanswered(Handle handle, String whose, int max, Instant now) {
    return handle.createQuery("SELECT * FROM command WHERE state = 'sent' AND due_at <= :now AND expires_at > :now" + whose
            + " ORDER BY due_at LIMIT :max FOR UPDATE SKIP LOCKED")
        .bind("now", Store.utc(now)).bind("max", max).map((row, context) -> Candidate.of(row)).list();
  }

  /** The first command of each meter that has something due and nothing in flight. */
  private List<Candidate> next(Handle handle, String whose, int max, Instant now) {
    List<Candidate> due = handle.createQuery("SELECT * FROM command WHERE state = 'queued' AND due_at <= :now"
            + " AND expires_at > :now" + whose + " ORDER BY due_at LIMIT :max FOR UPDATE SKIP LOCKED")
        .bind("now", Store.utc(now)).bind("max", max).map((row, context) -> Candidate.of(row)).list();
    if (due.isEmpty()) {
      return List.of();
    }
    TreeSet<Long> free = new TreeSet<>(due.stream().map(Candidate::meterId).toList());
    Set<Long> busy = handle.createQuery("SELECT in_flight FROM command WHERE in_flight IN (<meters>)")
        .bindList("meters", free).mapTo(Long.class).set();
    free.removeAll(busy);
    Map<Long, Candidate> first = new LinkedHashMap<>();
    queued(handle, free, now).stream().sorted(Candidate.POWER_FIRST_THEN_IN_ORDER)
        .forEach(c -> first.putIfAbsent(c.meterId(), c));
    busy.addAll(first.keySet());
    park(handle, due.stream().filter(c -> busy.contains(c.meterId())).toList(), first.values(), now);
    return List.copyOf(first.values());
  }

  /** The whole queue of the meters, so that power goes first whatever became due first. */
  private static List<Candidate> queued(Handle handle, Set<Long> meters, Instant now) {
    return meters.isEmpty() ? List.of() : handle.createQuery("SELECT * FROM command WHERE meter_id IN (<meters>)"
            + " AND state = 'queued' AND expires_at > :now AND (not_before IS NULL OR not_before <= :now)"
            + " FOR UPDATE SKIP LOCKED")
        .bindList("meters", meters).bind("now", Store.utc(now)).map((row, context) -> Candidate.of(row)).list();
  }

  /**
   * What waits behind a command in flight is not looked at again and again: it becomes due when that one ends or the
   * meter speaks, and after the longest wait in any case. Two hubs that skip each other's locks may both choose nothing for
   * a meter: then it is not busy, and stays due.
   */
  private void park(Handle handle, List<Candidate> ofBusyMeters, Collection<Candidate> chosen, Instant now) {
    Set<String> going = chosen.stream().map(Candidate::id).collect(Collectors.toSet());
    List<String> behind = ofBusyMeters.stream().map(Candidate::id).filter(id -> !going.contains(id)).toList();
    if (!behind.isEmpty()) {
      handle.createUpdate("UPDATE command SET due_at = LEAST(:later, expires_at) WHERE id IN (<ids>)")
          .bind("later", Store.utc(now.plus(rules.retryLongest()))).bindList("ids", behind).execute();
    }
  }

  private void markSent(Handle handle, List<Candidate> due, Instant now) {
    // IGNORE: when another hub node has put a command of the same meter in flight meanwhile, ours stays queued.
    // due_at is never later than the expiry, so that expire() finds the row by its index.
    var batch = handle.prepareBatch("UPDATE IGNORE command SET state = 'sent', attempts = attempts + 1, sent_at = :now,"
        + " reason = NULL, due_at = LEAST(:due, expires_at), credit_no = COALESCE(credit_no, :number) WHERE id = :id");
    Map<Long, Integer> numbers = nextCredits(handle, due);
    due.stream().sorted(Comparator.comparing(Candidate::meterId)).forEach(c -> batch
        .bind("now", Store.utc(now)).bind("due", Store.utc(now.plus(rules.wait(c.attempts() + 1))))
        .bind("number", c.kind().equals("credit") ? numbers.get(c.meterId()) : null).bind("id", c.id()).add());
    batch.execute();
  }

  /** A meter that counts its purchases knows by the number whether it had this one; sent again it keeps its number. */
  private static Map<Long, Integer> nextCredits(Handle handle, List<Candidate> due) {
    TreeSet<Long> meters = new TreeSet<>(due.stream().filter(c -> c.kind().equals("credit") && c.attempts() == 0)
        .map(Candidate::meterId).toList());
    Map<Long, Integer> next = new HashMap<>();
    meters.forEach(meter -> next.put(meter, 1));
    if (!meters.isEmpty()) {
      handle.createQuery("SELECT meter_id, MAX(credit_no) + 1 AS next FROM command WHERE meter_id IN (<meters>)"
              + " AND credit_no IS NOT NULL GROUP BY meter_id").bindList("meters", meters)
          .map((row, context) -> next.put(row.getLong("meter_id"), row.getInt("next"))).list();
    }
    return next;
  }

  private List<OutgoingCommand> load(Handle handle, List<Candidate> due) {
    return handle.createQuery("SELECT c.id, m.serial, m.make, c.kind, c.payload, c.credit_no, c.expires_at FROM command c"
            + " JOIN meter m ON m.id = c.meter_id WHERE c.id IN (<ids>) AND c.state = 'sent'")
        .bindList("ids", due.stream().map(Candidate::id).toList())
        .map((row, context) -> new OutgoingCommand(row.getString("id"), row.getString("serial"), row.getString("make"),
            row.getString("kind"), body(row.getString("payload"), row.getObject("credit_no", Integer.class)),
            Store.instant(row.getObject("expires_at", LocalDateTime.class))))
        .list();
  }

  private static String body(String payload, Integer creditNumber) {
    return creditNumber == null ? payload : Json.write(Json.object(payload).put("count", creditNumber));
  }

  private record Candidate(String id, long meterId, String kind, String body, int attempts, long cause,
      LocalDateTime createdAt) {
    static final Comparator<Candidate> POWER_FIRST_THEN_IN_ORDER = Comparator
        .comparing((Candidate c) -> !(c.kind().equals("relay") && c.body().contains("\"closed\"")))
        .thenComparing(Candidate::cause).thenComparing(Candidate::createdAt);

    static Candidate of(ResultSet row) throws SQLException {
      return new Candidate(row.getString("id"), row.getLong("meter_id"), row.getString("kind"),
          row.getString("payload"), row.getInt("attempts"), row.getLong("cause_no"),
          row.getObject("created_at", LocalDateTime.class));
    }
  }
}
