package io.paywatt.ledger.command;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends commands: by the meter's answer or because their time is over. */
final class CommandEnds {
  private static final Logger LOG = LoggerFactory.getLogger(CommandEnds.class);
  private static final Set<String> RESULTS = Set.of("done", "refused", "failed");
  private static final int SLICE = 500;

  private final CommandWaker waker;

  CommandEnds(CommandWaker waker) {
    this.waker = waker;
  }

  void reply(Handle handle, List<CommandReply> replies, Instant now) {
    Map<String, EndedCommand> known = load(handle, replies);
    Set<Long> ended = new TreeSet<>();
    Set<String> serials = new TreeSet<>();
    for (CommandReply reply : replies) {
      EndedCommand command = known.get(reply.id());
      if (command != null && !command.serial().equals(reply.serial())) {
        // also keeps a meter from ending what another one was told
        LOG.warn("Meter {} answered command {} of meter {}: refused", reply.serial(), reply.id(), command.serial());
        continue;
      }
      serials.add(reply.serial());
      stateOf(handle, reply, now);
      if (command != null && command.open() && RESULTS.contains(reply.result())) {
        end(handle, command, reply, now);
        known.put(reply.id(), command.ended());
        ended.add(command.meterId());
      }
    }
    CommandWaker.wake(handle, ended, now);
    waker.spoke(handle, meters(handle, serials), now);
  }

  /** @return how many; fewer than {@link #SLICE} means there are no more */
  int expire(Handle handle, Instant now) {
    List<EndedCommand> over = handle.createQuery(EndedCommand.SELECT + " WHERE c.state IN ('queued', 'sent')"
            + " AND c.due_at <= :now AND c.expires_at <= :now LIMIT :slice FOR UPDATE SKIP LOCKED")
        .bind("now", Store.utc(now)).bind("slice", SLICE).map((row, context) -> EndedCommand.of(row)).list();
    if (over.isEmpty()) {
      return 0;
    }
    handle.createUpdate("UPDATE command SET state = 'expired', ended_at = :now,"
            + " reason = COALESCE(reason, IF(attempts = 0, 'it was never its turn', 'the meter did not answer'))"
            + " WHERE id IN (<ids>)")
        .bind("now", Store.utc(now)).bindList("ids", over.stream().map(EndedCommand::id).toList()).execute();
    over.stream().filter(command -> command.kind().equals("credit"))
        .forEach(command -> FailedCredit.report(handle, command, "expired", "the meter did not answer in time", now));
    CommandWaker.wake(handle, over.stream().map(EndedCommand::meterId).distinct().sorted().toList(), now);
    return over.size();
  }

  static boolean isFullSlice(int count) {
    return count == SLICE;
  }

  private void end(Handle handle, EndedCommand command, CommandReply reply, Instant now) {
    handle.createUpdate("UPDATE command SET state = :result, reply = :json, reason = :reason, ended_at = :now"
            + " WHERE id = :id")
        .bind("result", reply.result()).bind("json", cut(reply.json(), 16_000)).bind("reason", cut(reply.reason(), 500))
        .bind("now", Store.utc(now)).bind("id", command.id()).execute();
    if (reply.result().equals("done")) {
      return;
    }
    String why = reply.reason() == null ? "the meter gave no reason" : reply.reason();
    if (command.kind().equals("credit")) {
      FailedCredit.report(handle, command, reply.result(), why, now);
    } else if (command.kind().equals("relay")) {
      FailedCredit.tellAdministrators(handle, "command-failed:relay:" + command.meterId() + ":" + command.wantedSeq(),
          command, why, now);
    }
  }

  private static void stateOf(Handle handle, CommandReply reply, Instant now) {
    handle.createUpdate("UPDATE meter_state s JOIN meter m ON m.id = s.meter_id SET s.online = TRUE,"
            + " s.last_seen = GREATEST(COALESCE(s.last_seen, :now), :now),"
            + " s.reported_at = IF(:relay IS NULL, s.reported_at, :now),"
            + " s.relay_reported = COALESCE(:relay, s.relay_reported),"
            + " s.meter_balance = COALESCE(:balance, s.meter_balance) WHERE m.serial = :serial")
        .bind("now", Store.utc(now)).bind("relay", reply.relay() == null ? null : reply.relay().word())
        .bind("balance", reply.balanceMinor()).bind("serial", reply.serial()).execute();
  }

  private static Map<String, EndedCommand> load(Handle handle, List<CommandReply> replies) {
    Map<String, EndedCommand> found = new HashMap<>();
    List<String> ids = replies.stream().map(CommandReply::id).distinct().sorted().toList();
    if (!ids.isEmpty()) {
      handle.createQuery(EndedCommand.SELECT + " WHERE c.id IN (<ids>) ORDER BY c.id FOR UPDATE").bindList("ids", ids)
          .map((row, context) -> EndedCommand.of(row)).forEach(command -> found.put(command.id(), command));
    }
    return found;
  }

  private static List<Long> meters(Handle handle, Set<String> serials) {
    return serials.isEmpty() ? List.of() : handle.createQuery("SELECT id FROM meter WHERE serial IN (<serials>)")
        .bindList("serials", List.copyOf(serials)).mapTo(Long.class).list();
  }

  static String cut(String text, int limit) {
    return text == null || text.length() <= limit ? text : text.substring(0, limit - 1) + "…";
  }
}
