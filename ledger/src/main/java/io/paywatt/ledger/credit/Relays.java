package io.paywatt.ledger.credit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import io.paywatt.ledger.outbox.Outbox;
import io.paywatt.ledger.reading.Relay;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Json;
import org.jdbi.v3.core.Handle;

/** Turns the wanted relay of all meters of an account, each turn under a number and key of its own. */
final class Relays {
  private static final int COMMAND_SECONDS = 600;

  private record Position(long meterId, int wantedSeq) {}

  private Relays() {}

  /** The accounts of the list that have a meter whose relay is wanted so. */
  static List<Long> accountsWanted(Handle handle, Collection<Long> accountIds, Relay wanted) {
    return Bulk.select(handle, "SELECT DISTINCT m.account_id FROM meter m JOIN meter_state s ON s.meter_id = m.id"
        + " WHERE s.relay_wanted = ? AND m.account_id IN (%s)", accountIds, row -> row.getLong(1), wanted.word());
  }

  /** Wants all meters of the account so. @return the meters that were wanted otherwise, in the order of their id */
  static List<Long> turn(Handle handle, long accountId, Relay to, Instant now) {
    TreeSet<Long> meters = new TreeSet<>(handle.createQuery("SELECT id FROM meter WHERE account_id = :a")
        .bind("a", accountId).mapTo(Long.class).list());
    List<Position> positions = Bulk.select(handle, "SELECT meter_id, wanted_seq FROM meter_state"
            + " WHERE relay_wanted <> ? AND meter_id IN (%s) ORDER BY meter_id FOR UPDATE", meters,
        row -> new Position(row.getLong(1), row.getInt(2)), to.word());
    List<Long> turned = new ArrayList<>();
    for (Position position : positions) {
      turn(handle, position, to, now);
      turned.add(position.meterId());
    }
    return turned;
  }

  private static void turn(Handle handle, Position position, Relay to, Instant now) {
    int seq = position.wantedSeq() + 1;
    handle.createUpdate("UPDATE meter_state SET relay_wanted = :to, wanted_seq = :seq WHERE meter_id = :m")
        .bind("to", to.word()).bind("seq", seq).bind("m", position.meterId()).execute();
    var payload = Json.object().put("meterId", position.meterId()).put("kind", "relay")
        .put("expiresInSeconds", COMMAND_SECONDS);
    payload.putObject("body").put("relay", to.word()).put("seq", seq);
    Outbox.add(handle, "relay:" + position.meterId() + ":" + seq, Outbox.Kind.METER_COMMAND, payload.toString(), now);
  }
}
