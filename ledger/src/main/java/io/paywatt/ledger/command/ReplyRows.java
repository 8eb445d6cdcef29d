package io.paywatt.ledger.command;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** What a batch of answers changes, written with two statements. */
final class ReplyRows {
  private final Handle handle;
  private final LocalDateTime now;
  private final List<CommandReply> states = new ArrayList<>();
  private final List<End> ends = new ArrayList<>();

  ReplyRows(Handle handle, Instant now) {
    this.handle = handle;
    this.now = Store.utc(now);
  }

  /** Where the meter stands. */
  void state(CommandReply reply) {
    states.add(reply);
  }

  /** The command is answered. */
  void end(CommandReply reply, EndedCommand command) {
    ends.add(new End(reply, command, CommandProofs.stateAfter(command, reply)));
  }

  void write() {
    if (!ends.isEmpty()) {
      writeEnds();
    }
    if (!states.isEmpty()) {
      writeStates();
    }
  }

  private void writeEnds() {
    var batch = handle.prepareBatch("UPDATE command SET state = :state, reply = :json, reason = :reason,"
        + " ended_at = :now, proven_at = IF(:state = 'proven', :now, NULL) WHERE id = :id");
    ends.forEach(end -> batch.bind("state", end.state()).bind("json", CommandEnds.cut(end.reply().json(), 16_000))
        .bind("reason", CommandEnds.cut(end.reply().reason(), 500)).bind("now", now).bind("id", end.reply().id()).add());
    batch.execute();
    var proving = handle.prepareBatch("UPDATE meter_state SET proving = :id WHERE meter_id = :meter");
    ends.stream().filter(end -> end.state().equals("accepted") && end.command().kind().equals("relay"))
        .sorted(Comparator.comparing(end -> end.command().meterId()))
        .forEach(end -> proving.bind("id", end.reply().id()).bind("meter", end.command().meterId()).add());
    if (proving.size() > 0) {
      proving.execute();
    }
  }

  private void writeStates() {
    var batch = handle.prepareBatch("UPDATE meter_state SET online = TRUE,"
        + " last_seen = GREATEST(COALESCE(last_seen, :now), :now), reported_at = IF(:relay IS NULL, reported_at, :now),"
        + " relay_reported = COALESCE(:relay, relay_reported), meter_balance = COALESCE(:balance, meter_balance),"
        + " balance_at = IF(:balance IS NULL, balance_at, :now), offline_at = NULL"
        + " WHERE meter_id = (SELECT id FROM meter WHERE serial = :serial)");
    // stable: two answers of one meter keep their order, and all hub nodes lock in the same one
    states.stream().sorted(Comparator.comparing(CommandReply::serial)).forEach(reply -> batch.bind("now", now)
        .bind("relay", reply.relay() == null ? null : reply.relay().word()).bind("balance", reply.balanceMinor())
        .bind("serial", reply.serial()).add());
    batch.execute();
  }

  /** @param state of the command from now on */
  private record End(CommandReply reply, EndedCommand command, String state) {}
}
