package io.paywatt.ledger.command;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Commands as people see them. */
final class CommandReads {
  private static final int NOT_FOUND = 404;
  private static final int LONGEST_LIST = 500;
  private static final Set<String> WORD_ALONE = Set.of("price", "display", "write");
  private static final String VIEW = "SELECT c.*, m.serial FROM command c JOIN meter m ON m.id = c.meter_id";

  private CommandReads() {}

  static CommandView get(Handle handle, String id) {
    return handle.createQuery(VIEW + " WHERE c.id = :id").bind("id", id).map((row, context) -> view(row)).findOne()
        .orElseThrow(() -> new Rejected(NOT_FOUND, "There is no command '" + id + "'"));
  }

  static CommandView byKey(Handle handle, String key) {
    return handle.createQuery(VIEW + " WHERE c.command_key = :key").bind("key", key).map((row, context) -> view(row)).one();
  }

  static List<CommandView> list(Handle handle, long meterId, int limit) {
    return handle.createQuery(VIEW + " WHERE c.meter_id = :meter ORDER BY c.created_at DESC, c.id LIMIT :limit")
        .bind("meter", meterId).bind("limit", Math.max(1, Math.min(limit, LONGEST_LIST)))
        .map((row, context) -> view(row)).list();
  }

  private static CommandView view(ResultSet row) throws SQLException {
    return new CommandView(row.getString("id"), row.getString("serial"), row.getString("kind"), row.getString("payload"),
        row.getString("state"), row.getInt("attempts"), at(row, "created_at"), at(row, "not_before"), at(row, "sent_at"),
        at(row, "expires_at"), at(row, "ended_at"), at(row, "proven_at"), row.getString("reason"), row.getString("reply"),
        row.getString("kind").equals("credit") ? credit(row) : null, steps(row));
  }

  private static CommandView.Credit credit(ResultSet row) throws SQLException {
    boolean delivered = CommandStates.isTaken(row.getString("state"));
    String stage = delivered ? "delivered" : at(row, "ended_at") == null ? "paid" : "undelivered";
    return new CommandView.Credit(stage, row.getObject("credit_no", Integer.class), at(row, "created_at"),
        delivered ? at(row, "ended_at") : null);
  }

  private static List<CommandView.Step> steps(ResultSet row) throws SQLException {
    String state = row.getString("state");
    String kind = row.getString("kind");
    boolean over = at(row, "ended_at") != null && !CommandStates.isTaken(state);
    String why = over ? state + (row.getString("reason") == null ? "" : ": " + row.getString("reason")) : null;
    List<CommandView.Step> steps = new ArrayList<>();
    steps.add(step("queued", at(row, "created_at"), false, null));
    steps.add(step("sent", at(row, "sent_at"), over, why));
    steps.add(step("accepted", over ? null : at(row, "ended_at"), over, why));
    if (kind.equals("relay")) {
      steps.add(step("position", at(row, "position_seen_at"), over, why));
      if (row.getString("payload").contains("\"open\"")) {
        Instant gone = at(row, "current_gone_at");
        steps.add(gone == null && state.equals("proven")
            ? new CommandView.Step("current", "skipped", null, "the meter does not measure it")
            : step("current", gone, over, why));
      }
    }
    steps.add(WORD_ALONE.contains(kind) ? new CommandView.Step("proven", "skipped", null, "the meter's word is all there is")
        : step("proven", at(row, "proven_at"), over, why));
    return steps;
  }

  private static CommandView.Step step(String name, Instant at, boolean over, String why) {
    return at != null ? new CommandView.Step(name, "done", at, null)
        : over ? new CommandView.Step(name, "failed", null, why) : new CommandView.Step(name, "pending", null, null);
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return Store.instant(row.getObject(column, LocalDateTime.class));
  }
}
