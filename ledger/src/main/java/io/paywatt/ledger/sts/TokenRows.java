package io.paywatt.ledger.sts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Rows of sts_token. */
final class TokenRows {
  private static final String VIEW = "SELECT c.id, m.serial, c.kind AS command_kind, c.payload, c.state, c.reason, a.currency,"
      + " t.kind, t.energy_wh, t.value, t.cost, t.digits, t.issued_at FROM command c JOIN meter m ON m.id = c.meter_id"
      + " JOIN account a ON a.id = m.account_id LEFT JOIN sts_token t ON t.command_id = c.id"
      + " WHERE m.make = 'sts' AND c.kind IN ('credit', 'token') AND ";

  /** What is asked for, decided once. @param digits when issued, else null */
  record Row(TokenKind kind, Long energyWh, Integer value, long cost, String digits) {}

  private TokenRows() {}

  static Optional<Row> find(Handle handle, String commandId) {
    return handle.createQuery("SELECT kind, energy_wh, value, cost, digits FROM sts_token WHERE command_id = :id")
        .bind("id", commandId).map((row, context) -> new Row(TokenKind.of(row.getString("kind")),
            row.getObject("energy_wh", Long.class), row.getObject("value", Integer.class), row.getLong("cost"),
            row.getString("digits"))).findOne();
  }

  static Row add(Handle handle, TokenOrder order, Vend.Sold sold, Instant now) {
    Long energyWh = sold == null ? null : Long.valueOf(sold.energyWh());
    long cost = sold == null ? 0 : sold.cost();
    handle.createUpdate("INSERT INTO sts_token (command_id, meter_id, kind, energy_wh, value, cost, entry_id, created_at)"
            + " VALUES (:id, :meter, :kind, :energy, :value, :cost, :entry, :now)")
        .bind("id", order.commandId()).bind("meter", order.meterId()).bind("kind", order.kind().word())
        .bind("energy", energyWh).bind("value", order.value()).bind("cost", cost)
        .bind("entry", sold == null ? null : sold.entry()).bind("now", Store.utc(now)).execute();
    return new Row(order.kind(), energyWh, order.value(), cost, null);
  }

  /** Whether the meter was given the same digits for something else. */
  static boolean givenBefore(Handle handle, TokenOrder order, String digits) {
    return handle.createQuery("SELECT 1 FROM sts_token WHERE meter_id = :meter AND digits = :digits AND command_id <> :id")
        .bind("meter", order.meterId()).bind("digits", digits).bind("id", order.commandId()).mapTo(Integer.class)
        .findOne().isPresent();
  }

  static void issued(Handle handle, String commandId, String digits, String reference, Instant now) {
    handle.createUpdate("UPDATE sts_token SET digits = :digits, reference = :reference, issued_at = :now"
            + " WHERE command_id = :id AND digits IS NULL")
        .bind("digits", digits).bind("reference", reference).bind("now", Store.utc(now)).bind("id", commandId).execute();
  }

  static Optional<TokenView> byCommand(Handle handle, String commandId) {
    return handle.createQuery(VIEW + "c.id = :id").bind("id", commandId).map((row, context) -> view(row)).findOne();
  }

  static Optional<TokenView> byKey(Handle handle, String key) {
    return handle.createQuery(VIEW + "c.command_key = :key").bind("key", key).map((row, context) -> view(row)).findOne();
  }

  static List<TokenView> ofMeter(Handle handle, String serial, int limit) {
    return handle.createQuery(VIEW + "m.serial = :serial ORDER BY c.created_at DESC, c.id LIMIT :limit")
        .bind("serial", serial).bind("limit", limit).map((row, context) -> view(row)).list();
  }

  /** Digits as stored, one token or several, in groups of four. */
  static List<String> grouped(String digits) {
    return digits == null ? List.of()
        : Arrays.stream(digits.split(" ")).map(token -> new TokenDigits(token).grouped()).toList();
  }

  private static TokenView view(ResultSet row) throws SQLException {
    String digits = row.getString("digits");
    Long energyWh = row.getObject("energy_wh", Long.class);
    String currency = row.getString("currency");
    // rounded up: what is shown as taken covers what was taken
    long cost = -Nano.toMinorFloor(-row.getLong("cost"), currency);
    return new TokenView(row.getString("id"), row.getString("serial"), kind(row), state(row.getString("state"), digits),
        grouped(digits), energyWh, row.getObject("value", Integer.class), cost, currency,
        Store.instant(row.getObject("issued_at", LocalDateTime.class)), row.getString("reason"));
  }

  private static String kind(ResultSet row) throws SQLException {
    String kind = row.getString("kind");
    return kind != null ? kind : row.getString("command_kind").equals("credit") ? "credit"
        : Json.object(row.getString("payload")).path("token").asText();
  }

  private static String state(String command, String digits) {
    if (digits != null) {
      return "issued";
    }
    return switch (command) {
      case "accepted", "proven" -> "kept";
      case "refused", "failed", "expired" -> "failed";
      default -> "waiting";
    };
  }
}
