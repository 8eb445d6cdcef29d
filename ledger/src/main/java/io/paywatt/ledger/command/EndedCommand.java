package io.paywatt.ledger.command;

import java.sql.ResultSet;
import java.sql.SQLException;

/** What is needed of a command to end it. @param open whether it still can end */
record EndedCommand(String id, String key, long meterId, String serial, String kind, String body, int wantedSeq,
    int attempts, boolean open) {
  // the meter is read without a lock: FOR UPDATE OF does not exist in MariaDB, and a meter row never changes under us
  static final String SELECT = "SELECT c.id, c.command_key, c.meter_id, c.kind, c.payload, c.wanted_seq, c.attempts,"
      + " c.state, (SELECT m.serial FROM meter m WHERE m.id = c.meter_id) AS serial FROM command c";

  static EndedCommand of(ResultSet row) throws SQLException {
    String state = row.getString("state");
    return new EndedCommand(row.getString("id"), row.getString("command_key"), row.getLong("meter_id"),
        row.getString("serial"), row.getString("kind"), row.getString("payload"), row.getInt("wanted_seq"),
        row.getInt("attempts"), state.equals("queued") || state.equals("sent"));
  }

  EndedCommand ended() {
    return new EndedCommand(id, key, meterId, serial, kind, body, wantedSeq, attempts, false);
  }
}
