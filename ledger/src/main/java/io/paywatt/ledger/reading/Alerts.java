package io.paywatt.ledger.reading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.ledger.outbox.Outbox;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jdbi.v3.core.Handle;

/** Messages about meters nobody knows, gathered over a batch; each key is told once. */
final class Alerts {
  private static final int SERIAL_LENGTH = 64;

  private final List<Object[]> rows = new ArrayList<>();
  private final Object now;

  Alerts(Instant now) {
    this.now = Store.utc(now);
  }

  /** Once a serial and day. */
  void unknownMeter(String serial, Instant at, Object day) {
    String shown = Quarantine.clip(serial, SERIAL_LENGTH);
    ObjectNode payload = Json.object().put("kind", "unknown-meter").putNull("accountId").putNull("meterId");
    payload.putObject("params").put("serial", shown).put("at", at.toString());
    rows.add(new Object[] {"unknown-meter:" + shown + ":" + day, Outbox.Kind.NOTICE.word(), payload.toString(), now, now});
  }

  void write(Handle handle) {
    Bulk.execute(handle, "INSERT IGNORE INTO outbox (effect_key, kind, payload, created_at, due_at)"
        + " VALUES (?, ?, ?, ?, ?)", rows);
  }
}
