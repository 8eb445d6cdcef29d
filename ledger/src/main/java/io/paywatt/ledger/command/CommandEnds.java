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
    List<CommandReply> genuine = replies.stream().filter(reply -> isOwn(reply, known.get(reply.id()))).toList();
    ReplyRows rows = new ReplyRows(handle, now);
    Set<Long> ended = new TreeSet<>();
    for (CommandReply reply : genuine) {
      rows.state(reply);
      EndedCommand command = known.get(reply.id());
      if (command != null && command.open() && RESULTS.contains(reply.result())) {
        rows.end(reply, command);
        report(handle, command, reply, now);
        known.put(reply.id(), command.ended());
        ended.add(command.meterId());
      }
    }
    rows.write();
    CommandWaker.wake(handle, ended, now);
    waker.spoke(handle, meters(handle, genuine), false, now);
  }

  /** Ends a command whose meter can't answer: its token was issued, or will not be. */
  void end(Handle handle, String id, String result, String why, Instant now) {
    CommandReply reply = new CommandReply(null, id, result, why, null, null, null, null);
    EndedCommand command = load(handle, List.of(reply)).get(id);
    if (command != null && command.open()) {
      ReplyRows rows = new ReplyRows(handle, now);
      rows.end(reply, command);
      rows.write();
      report(handle, command, reply, now);
      CommandWaker.wake(handle, Set.of(command.meterId()), now);
    }
  }

  /** Done without the meter; nothing is said of where it stands. */
  void unneeded(Handle handle, List<String> ids, String why, Instant now) {
    handle.createUpdate("UPDATE command SET state = 'accepted', reason = :why, ended_at = :now WHERE id IN (<ids>)"
            + " AND state = 'sent'")
        .bind("why", cut(why, 500)).bind("now", Store.utc(now)).bindList("ids", ids).execute();
    CommandWaker.wake(handle, handle.createQuery("SELECT meter_id FROM command WHERE id IN (<ids>)").bindList("ids", ids)
        .mapTo(Long.class).set(), now);
  }

  /** Keeps a meter from ending what another one was told. */
  private static boolean isOwn(CommandReply reply, EndedCommand command) {
    boolean own = command == null || command.serial().equals(reply.serial());
    if (!own) {
      LOG.warn("Meter {} answered command {} of meter {}: refused", reply.serial(), reply.id(), command.serial());
    }
    return own;
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

  private static void report(Handle handle, EndedCommand command, CommandReply reply, Instant now) {
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

  private static Map<String, EndedCommand> load(Handle handle, List<CommandReply> replies) {
    Map<String, EndedCommand> found = new HashMap<>();
    List<String> ids = replies.stream().map(CommandReply::id).distinct().sorted().toList();
    if (!ids.isEmpty()) {
      handle.createQuery(EndedCommand.SELECT + " WHERE c.id IN (<ids>) ORDER BY c.id FOR UPDATE").bindList("ids", ids)
          .map((row, context) -> EndedCommand.of(row)).forEach(command -> found.put(command.id(), command));
    }
    return found;
  }

  private static List<Long> meters(Handle handle, List<CommandReply> replies) {
    List<String> serials = replies.stream().map(CommandReply::serial).distinct().toList();
    return serials.isEmpty() ? List.of() : handle.createQuery("SELECT id FROM meter WHERE serial IN (<serials>)")
        .bindList("serials", serials).mapTo(Long.class).list();
  }

  static String cut(String text, int limit) {
    return text == null || text.length() <= limit ? text : text.substring(0, limit - 1) + "…";
  }
}
