package io.paywatt.ledger.reading;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import io.paywatt.ledger.anomaly.AnomalyRules;
import io.paywatt.ledger.anomaly.EventAnomalies;
import io.paywatt.ledger.anomaly.Outages;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Takes in what meters noticed, and their coming and going. */
public final class EventIntake {
  /** The route whose desk items these are. */
  public static final String ROUTE = "event-receive";
  private static final Duration MAX_FUTURE = Duration.ofDays(1);
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final int KIND_LENGTH = 48;
  private static final int DETAIL_LENGTH = 16_000;

  private final Store store;
  private final CommandDesk commandDesk;
  private final EventAnomalies anomalies;
  private final Outages outages;

  /** @param outages is told who came and went */
  public EventIntake(Store store, CommandDesk commandDesk, AnomalyRules rules, Outages outages) {
    this.store = store;
    this.commandDesk = commandDesk;
    this.anomalies = new EventAnomalies(rules);
    this.outages = outages;
  }

  /** Stores a batch of events in one transaction, each once, with one anomaly for those that are one. */
  public IntakeResult store(List<MeterEvent> events) {
    return events.isEmpty() ? new IntakeResult(0, 0, 0)
        : store.inTransaction(handle -> store(handle, events, store.now()));
  }

  private IntakeResult store(Handle handle, List<MeterEvent> events, Instant now) {
    Map<String, Long> ids = KnownMeter.ids(handle, events.stream().map(MeterEvent::serial).collect(Collectors.toSet()));
    TreeSet<Long> spoke = new TreeSet<>(ids.values());
    seen(handle, spoke, now);
    if (!spoke.isEmpty()) {
      commandDesk.metersSpoke(handle, spoke, now);
    }
    Alerts alerts = new Alerts(now);
    List<MeterFault> faults = new ArrayList<>();
    int accepted = 0;
    for (MeterEvent event : events) {
      Long id = ids.get(event.serial());
      String fault = id == null ? "unknown-meter" : fault(event, now);
      if (fault != null) {
        faults.add(fault(event, fault));
      } else if (insert(handle, id, event, now)) {
        accepted++;
        anomalies.look(handle, id, event.kind(), event.at(), event.detailJson(), now);
      }
      if (id == null) {
        alerts.unknownMeter(event.serial(), event.at(), LocalDate.ofInstant(now, ZoneOffset.UTC));
      }
    }
    alerts.write(handle);
    MeterFault.report(handle, ROUTE, faults, now);
    return new IntakeResult(accepted, events.size() - accepted - faults.size(), faults.size());
  }

  /** Notes who is there; what waits for a meter that came is sent at once. Unknown serials are passed over. */
  public void presence(List<MeterPresence> presences) {
    if (!presences.isEmpty()) {
      Map<Long, Boolean> last = store.inTransaction(handle -> presence(handle, presences, store.now()));
      outages.left(last.keySet().stream().filter(id -> !last.get(id)).toList());
      outages.came(last.keySet().stream().filter(last::get).toList());
    }
  }

  private Map<Long, Boolean> presence(Handle handle, List<MeterPresence> presences, Instant now) {
    Map<String, Long> ids = KnownMeter.ids(handle,
        presences.stream().map(MeterPresence::serial).collect(Collectors.toSet()));
    TreeMap<Long, MeterPresence> last = new TreeMap<>();
    presences.stream().filter(presence -> ids.containsKey(presence.serial()))
        .forEach(presence -> last.put(ids.get(presence.serial()), presence));
    Bulk.execute(handle, "UPDATE meter_state SET online = ?, offline_at = IF(?, NULL, COALESCE(offline_at, ?)),"
            + " firmware = COALESCE(?, firmware), signal_dbm = COALESCE(?, signal_dbm) WHERE meter_id = ?",
        last.entrySet().stream().map(e -> new Object[] {e.getValue().online(), e.getValue().online(), Store.utc(now),
            e.getValue().firmware(), e.getValue().signalDbm(), e.getKey()}).toList());
    TreeSet<Long> came = new TreeSet<>();
    last.forEach((id, presence) -> {
      if (presence.online()) {
        came.add(id);
      }
    });
    seen(handle, came, now);
    if (!came.isEmpty()) {
      commandDesk.metersCame(handle, came, now);
    }
    return last.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().online()));
  }

  private static void seen(Handle handle, Collection<Long> meterIds, Instant now) {
    Bulk.update(handle, "UPDATE meter_state SET last_seen = ? WHERE meter_id IN (%s)", meterIds, Store.utc(now));
  }

  private static String fault(MeterEvent event, Instant now) {
    if (event.kind().length() > KIND_LENGTH || event.detailJson() != null && event.detailJson().length() > DETAIL_LENGTH) {
      return "too-long";
    }
    return event.at().isBefore(EARLIEST) ? "past" : event.at().isAfter(now.plus(MAX_FUTURE)) ? "future" : null;
  }

  private static MeterFault fault(MeterEvent event, String reason) {
    String kind = Quarantine.clip(event.kind(), KIND_LENGTH);
    return new MeterFault(event.serial(), reason, "event " + kind + " of " + event.at() + " was not stored: " + reason,
        Json.object().put("meter", event.serial()).put("at", event.at().toString()).put("kind", kind).toString());
  }

  private static boolean insert(Handle handle, long meterId, MeterEvent event, Instant now) {
    return handle.createUpdate("INSERT IGNORE INTO meter_event (meter_id, at, kind, seq, detail, received_at)"
            + " VALUES (:m, :at, :kind, :seq, :detail, :now)")
        .bind("m", meterId).bind("at", Store.utc(event.at())).bind("kind", event.kind()).bind("seq", event.seq())
        .bind("detail", event.detailJson()).bind("now", Store.utc(now)).execute() == 1;
  }
}
