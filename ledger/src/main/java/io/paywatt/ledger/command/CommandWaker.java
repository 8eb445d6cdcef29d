package io.paywatt.ledger.command;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** A meter that speaks can hear: what waits for it is due now, and a wrong relay is commanded again. */
final class CommandWaker {
  private final CommandRules rules;

  CommandWaker(CommandRules rules) {
    this.rules = rules;
  }

  /**
   * Runs for every batch of readings: one query by key, and nothing else when nothing waits.
   *
   * @param came whether they came just now: what was sent before, however shortly, was not heard
   */
  void spoke(Handle handle, Collection<Long> meterIds, boolean came, Instant now) {
    if (meterIds.isEmpty()) {
      return;
    }
    List<Waiting> waiting = handle.createQuery("SELECT s.meter_id, s.relay_wanted, s.relay_reported, s.wanted_seq, c.id,"
            + " c.state, c.kind, c.sent_at, c.due_at, s.online, s.proving FROM meter_state s"
            + " LEFT JOIN command c ON c.meter_id = s.meter_id AND c.state IN ('queued', 'sent')"
            + " WHERE s.meter_id IN (<meters>) AND (c.id IS NOT NULL OR s.relay_reported <> s.relay_wanted"
            + " OR s.proving IS NOT NULL)")
        .bindList("meters", List.copyOf(meterIds)).map((row, context) -> Waiting.of(row)).list();
    if (!waiting.isEmpty()) {
      CommandProofs.look(handle, waiting.stream().map(Waiting::proving).filter(Objects::nonNull).distinct().toList(), now);
      makeDue(handle, waiting, came, now);
      commandRelays(handle, waiting, now);
    }
  }

  /** Something that was in flight has ended: what waits behind it is due. */
  static void wake(Handle handle, Collection<Long> meterIds, Instant now) {
    if (!meterIds.isEmpty()) {
      // no condition on due_at: the row has to be locked even if a claim is just about to park it
      handle.createUpdate("UPDATE command SET due_at = GREATEST(:now, COALESCE(not_before, :now))"
              + " WHERE meter_id IN (<meters>) AND state = 'queued'")
          .bind("now", Store.utc(now)).bindList("meters", List.copyOf(meterIds)).execute();
    }
  }

  private void makeDue(Handle handle, List<Waiting> waiting, boolean came, Instant now) {
    Set<Long> inFlight = waiting.stream().filter(w -> w.is("sent")).map(Waiting::meterId).collect(Collectors.toSet());
    Instant before = now.minus(rules.resendAfterSpeaking());
    List<String> due = waiting.stream().filter(w -> w.id() != null && w.dueAt().isAfter(now))
        .filter(w -> w.is("sent") ? came || !w.online() || !w.sentAt().isAfter(before)
            : !inFlight.contains(w.meterId()))
        .map(Waiting::id).toList();
    if (!due.isEmpty()) {
      handle.createUpdate("UPDATE command SET due_at = :now WHERE id IN (<ids>) AND state IN ('queued', 'sent')"
              + " AND (not_before IS NULL OR not_before <= :now)")
          .bind("now", Store.utc(now)).bindList("ids", due).execute();
    }
  }

  private void commandRelays(Handle handle, List<Waiting> waiting, Instant now) {
    Map<Long, Waiting> wrong = new TreeMap<>();
    waiting.stream().filter(w -> w.reported() != null && !w.reported().equals(w.wanted()))
        .forEach(w -> wrong.put(w.meterId(), w));
    waiting.stream().filter(w -> "relay".equals(w.kind())).forEach(w -> wrong.remove(w.meterId()));
    if (!wrong.isEmpty()) {
      CommandQueue.add(handle, nextTries(handle, wrong, now), now);
    }
  }

  private List<NewCommand> nextTries(Handle handle, Map<Long, Waiting> wrong, Instant now) {
    Map<Long, Integer> tries = new HashMap<>();
    Set<Long> justTried = new HashSet<>();
    // an answer that changed nothing must not start a conversation at the speed of the network
    handle.createQuery("SELECT c.meter_id, COUNT(*) AS n, MAX(c.state IN ('accepted', 'proven', 'refused', 'failed')"
            + " AND c.ended_at > :recently) AS just_tried FROM command c"
            + " JOIN meter_state s ON s.meter_id = c.meter_id AND s.wanted_seq = c.wanted_seq"
            + " WHERE c.meter_id IN (<meters>) AND c.kind = 'relay' GROUP BY c.meter_id")
        .bind("recently", Store.utc(now.minus(rules.relayRepeat()))).bindList("meters", List.copyOf(wrong.keySet()))
        .map((row, context) -> {
          tries.put(row.getLong("meter_id"), row.getInt("n"));
          return row.getBoolean("just_tried") && justTried.add(row.getLong("meter_id"));
        }).list();
    List<NewCommand> commands = new ArrayList<>();
    wrong.values().stream().filter(w -> !justTried.contains(w.meterId())).forEach(w -> commands.add(new NewCommand(
        "relay:" + w.meterId() + ":" + w.wantedSeq() + ":" + (tries.getOrDefault(w.meterId(), 0) + 1), w.meterId(),
        "relay", "{\"relay\":\"" + w.wanted() + "\"}", w.wantedSeq(), now,
        now.plus(rules.relayExpiry()))));
    return commands;
  }

  /** A meter with an open command, or with a wrong relay or one to be proven and none (id null). */
  private record Waiting(long meterId, String wanted, String reported, int wantedSeq, String id, String state,
      String kind, Instant sentAt, Instant dueAt, boolean online, String proving) {
    static Waiting of(ResultSet row) throws SQLException {
      return new Waiting(row.getLong("meter_id"), row.getString("relay_wanted"), row.getString("relay_reported"),
          row.getInt("wanted_seq"), row.getString("id"), row.getString("state"), row.getString("kind"),
          Store.instant(row.getObject("sent_at", LocalDateTime.class)),
          Store.instant(row.getObject("due_at", LocalDateTime.class)), row.getBoolean("online"),
          row.getString("proving"));
    }

    boolean is(String name) {
      return name.equals(state);
    }
  }
}
