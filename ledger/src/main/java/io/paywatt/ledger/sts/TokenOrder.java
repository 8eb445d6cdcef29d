package io.paywatt.ledger.sts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.store.Json;
import org.jdbi.v3.core.Handle;

/** A command for a meter that takes tokens, on its way. @param body of the command */
record TokenOrder(String commandId, String key, long meterId, String serial, long accountId, String currency,
    String tariff, TokenKind kind, ObjectNode body) {

  /** The command, locked for this transaction; empty when it has ended. */
  static Optional<TokenOrder> lock(Handle handle, String commandId) {
    if (handle.createQuery("SELECT 1 FROM command WHERE id = :id AND state = 'sent' FOR UPDATE").bind("id", commandId)
        .mapTo(Integer.class).findOne().isEmpty()) {
      return Optional.empty();
    }
    return handle.createQuery("SELECT c.id, c.command_key, c.kind, c.payload, m.id AS meter, m.serial, a.id AS account,"
            + " a.currency, a.tariff FROM command c JOIN meter m ON m.id = c.meter_id"
            + " JOIN account a ON a.id = m.account_id WHERE c.id = :id")
        .bind("id", commandId).map((row, context) -> of(row)).findOne();
  }

  private static TokenOrder of(ResultSet row) throws SQLException {
    ObjectNode body = Json.object(row.getString("payload"));
    TokenKind kind = row.getString("kind").equals("credit") ? TokenKind.CREDIT
        : TokenKind.of(body.path("token").asText());
    return new TokenOrder(row.getString("id"), row.getString("command_key"), row.getLong("meter"),
        row.getString("serial"), row.getLong("account"), row.getString("currency"), row.getString("tariff"), kind, body);
  }

  /** Limit of a management token, or null. */
  Integer value() {
    return body.hasNonNull("value") ? body.get("value").intValue() : null;
  }
}
