package io.paywatt.ledger.anomaly;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** The episodes of some meters, read with one statement and written with one each for what changed. */
final class Watches {
  private record Key(long meterId, AnomalyKind kind) {}

  private final Map<Key, Episode> before = new HashMap<>();
  private final Map<Key, Episode> now = new HashMap<>();

  /** The meters have to be locked by the caller. */
  Watches(Handle handle, Collection<Long> meterIds) {
    Bulk.select(handle, "SELECT meter_id, kind, since, clear_since, worst, anomaly_id FROM anomaly_watch"
        + " WHERE meter_id IN (%s)", new TreeSet<>(meterIds), this::read);
    now.putAll(before);
  }

  private Episode read(ResultSet row) throws SQLException {
    Episode episode = new Episode(Store.instant(row.getObject(3, LocalDateTime.class)),
        Store.instant(row.getObject(4, LocalDateTime.class)), row.getBigDecimal(5), row.getObject(6, Long.class));
    long meterId = row.getLong(1);
    AnomalyKind.of(row.getString(2)).ifPresent(kind -> before.put(new Key(meterId, kind), episode));
    return episode;
  }

  /** Null at rest. */
  Episode get(long meterId, AnomalyKind kind) {
    return now.get(new Key(meterId, kind));
  }

  /** @param episode null for at rest */
  void set(long meterId, AnomalyKind kind, Episode episode) {
    if (episode == null) {
      now.remove(new Key(meterId, kind));
    } else {
      now.put(new Key(meterId, kind), episode);
    }
  }

  void write(Handle handle) {
    List<Object[]> gone = new ArrayList<>();
    before.keySet().stream().filter(key -> !now.containsKey(key))
        .forEach(key -> gone.add(new Object[] {key.meterId(), key.kind().word()}));
    Bulk.execute(handle, "DELETE FROM anomaly_watch WHERE meter_id = ? AND kind = ?", gone);
    List<Object[]> changed = new ArrayList<>();
    now.forEach((key, episode) -> {
      if (!Objects.equals(before.get(key), episode)) {
        changed.add(new Object[] {key.meterId(), key.kind().word(), Store.utc(episode.since()),
            Store.utc(episode.clearSince()), episode.worst(), episode.anomaly()});
      }
    });
    Bulk.insert(handle, "INSERT INTO anomaly_watch (meter_id, kind, since, clear_since, worst, anomaly_id)"
        + " VALUES %s ON DUPLICATE KEY UPDATE since = VALUES(since), clear_since = VALUES(clear_since),"
        + " worst = VALUES(worst), anomaly_id = VALUES(anomaly_id)", changed);
  }
}
