package io.paywatt.ledger.reading;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import io.paywatt.ledger.anomaly.AnomalyRules;
import io.paywatt.ledger.anomaly.ReadingAnomalies;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.usage.KeptDays;
import org.jdbi.v3.core.Handle;

/** Takes readings in: stored once, or kept aside with a reason. */
public final class ReadingIntake {
  /** The route whose desk items these are. */
  public static final String ROUTE = "reading-receive";
  /** From so many readings on the rest of the machine is worth a second transaction. */
  private static final int WORTH_TWO = 500;
  private static final int VOLTAGE_LENGTH = 64;
  private static final BigDecimal MOST_VOLTS = BigDecimal.valueOf(6553);

  private final Store store;
  private final CommandDesk commandDesk;
  private final ReadingRules rules;
  private final ReadingAnomalies anomalies;

  /** Looks for no anomalies. */
  public ReadingIntake(Store store, CommandDesk commandDesk, ReadingRules rules) {
    this(store, commandDesk, rules, AnomalyRules.none());
  }

  public ReadingIntake(Store store, CommandDesk commandDesk, ReadingRules rules, AnomalyRules anomalyRules) {
    this.store = store;
    this.commandDesk = commandDesk;
    this.rules = rules;
    this.anomalies = new ReadingAnomalies(anomalyRules);
  }

  /**
   * Stores a batch in one transaction, a large one in two beside each other, each meter in one of them. When it returns, all of
   * it is durable. A batch again changes nothing, whatever of it was stored before.
   */
  public IntakeResult store(List<Reading> readings) {
    if (readings.isEmpty()) {
      return IntakeResult.NOTHING;
    }
    return readings.size() < WORTH_TWO ? storeAtOnce(readings)
        : Halves.work(readings, Reading::serial, this::storeAtOnce).reduce(IntakeResult.NOTHING, IntakeResult::plus);
  }

  private IntakeResult storeAtOnce(List<Reading> readings) {
    return store.inTransaction(handle -> store(handle, readings, store.now()));
  }

  private IntakeResult store(Handle handle, List<Reading> readings, Instant now) {
    Set<String> serials = readings.stream().map(Reading::serial).collect(Collectors.toCollection(TreeSet::new));
    Map<String, KnownMeter> meters = KnownMeter.lock(handle, serials);
    ReadingBatch batch = new ReadingBatch(meters);
    batch.sort(handle, readings, new ReadingCheck(rules, now));
    insert(handle, batch.fresh(), now);
    updateStates(handle, batch, meters.values(), now);
    markUnbilled(handle, batch.toBill());
    KeptDays.changed(handle, batch.late());
    Bulk.execute(handle, "UPDATE meter_state SET clock_drift_s = ? WHERE meter_id = ?", Observations.ahead(batch, now));
    anomalies.look(handle, Observations.of(batch, now), now);
    alert(handle, batch.held(), now);
    Quarantine.keep(handle, ROUTE, batch.held(), now);
    commandDesk.metersSpoke(handle, awaited(batch, meters.values()), now);
    return batch.result();
  }

  private static void insert(Handle handle, List<ReadingBatch.Fresh> fresh, Instant now) {
    Object receivedAt = Store.utc(now);
    List<Object[]> rows = new ArrayList<>(fresh.size());
    for (ReadingBatch.Fresh each : fresh) {
      Reading r = each.reading();
      rows.add(new Object[] {each.meter().id(), Store.utc(each.at()), r.energyWh(), r.seq(), word(r.relay()), r.powerW(),
          receivedAt, each.isLate(), r.estimated() ? "estimated" : "measured", TariffRegisters.text(r.tariffWh()),
          decivolts(r.voltageV().stream().min(Comparator.naturalOrder())),
          decivolts(r.voltageV().stream().max(Comparator.naturalOrder()))});
    }
    Bulk.execute(handle, "INSERT INTO reading (meter_id, at, energy_wh, seq, relay, power_w, received_at, late, quality,"
        + " tariff_wh, voltage_min_dv, voltage_max_dv) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows);
  }

  /** Tenths of a volt; null for none, and for what no low-voltage network has. */
  private static Integer decivolts(Optional<BigDecimal> volts) {
    return volts.filter(each -> each.signum() >= 0 && each.compareTo(MOST_VOLTS) <= 0)
        .map(each -> each.movePointRight(1).setScale(0, RoundingMode.HALF_UP).intValueExact()).orElse(null);
  }

  /** As an insert of rows that are all there: the server takes half the time an update row by row takes. */
  private static void updateStates(Handle handle, ReadingBatch batch, Collection<KnownMeter> spoke, Instant now) {
    Object seen = Store.utc(now);
    Map<Long, ReadingBatch.Fresh> newest = batch.newest();
    Map<Long, ReadingBatch.Fresh> relays = batch.newestOfRelay();
    List<Object[]> rows = new ArrayList<>(newest.size());
    newest.forEach((id, each) -> {
      Reading r = each.reading();
      ReadingBatch.Fresh relay = relays.get(id);
      rows.add(new Object[] {id, seen, Store.utc(each.at()), r.energyWh(),
          relay == null ? null : word(relay.reading().relay()), relay == null ? null : Store.utc(relay.at()),
          r.balanceMinor(), r.balanceMinor() == null ? null : seen, r.powerW(), json(r.voltageV()), json(r.currentA()),
          Observations.drift(each.at(), now)});
    });
    Bulk.insert(handle, "INSERT INTO meter_state (meter_id, last_seen, last_reading_at, register_wh, relay_reported,"
        + " reported_at, meter_balance, balance_at, power_w, voltage_v, current_a, clock_drift_s) VALUES %s"
        + " ON DUPLICATE KEY UPDATE last_seen = VALUES(last_seen), last_reading_at = VALUES(last_reading_at),"
        + " register_wh = VALUES(register_wh), relay_reported = COALESCE(VALUES(relay_reported), relay_reported),"
        + " reported_at = COALESCE(VALUES(reported_at), reported_at),"
        + " meter_balance = COALESCE(VALUES(meter_balance), meter_balance),"
        + " balance_at = COALESCE(VALUES(balance_at), balance_at), power_w = VALUES(power_w),"
        + " voltage_v = VALUES(voltage_v), current_a = VALUES(current_a), clock_drift_s = VALUES(clock_drift_s)", rows);
    List<Long> others = spoke.stream().map(KnownMeter::id).filter(id -> !newest.containsKey(id)).sorted().toList();
    Bulk.update(handle, "UPDATE meter_state SET last_seen = ? WHERE meter_id IN (%s)", others, seen);
  }

  /** As {@link #updateStates}; the 0 is never stored. */
  private static void markUnbilled(Handle handle, Map<Long, Optional<Instant>> toBill) {
    Bulk.insert(handle, "INSERT INTO meter_billing (meter_id, billed_register_wh, only_unbilled_at) VALUES %s"
            + " ON DUPLICATE KEY UPDATE has_unbilled = TRUE, only_unbilled_at = VALUES(only_unbilled_at)",
        toBill.entrySet().stream().map(e -> new Object[] {e.getKey(), 0, Store.utc(e.getValue().orElse(null))}).toList());
  }

  /** Meters with something to be said to them now that they hear: most have nothing. */
  private static List<Long> awaited(ReadingBatch batch, Collection<KnownMeter> spoke) {
    Map<Long, ReadingBatch.Fresh> relays = batch.newestOfRelay();
    return spoke.stream().filter(meter -> {
      ReadingBatch.Fresh told = relays.get(meter.id());
      Relay relay = told == null ? meter.relay() : told.reading().relay();
      return meter.hasCommands() || relay != null && relay != meter.relayWanted();
    }).map(KnownMeter::id).sorted().toList();
  }

  private void alert(Handle handle, List<Quarantine.Held> held, Instant now) {
    Alerts alerts = new Alerts(now);
    LocalDate today = LocalDate.ofInstant(now, rules.zone());
    Set<String> told = new HashSet<>();
    held.stream().filter(each -> each.meterId() == null && told.add(each.serial()))
        .forEach(each -> alerts.unknownMeter(each.serial(), each.at(), today));
    alerts.write(handle);
  }

  private static String word(Relay relay) {
    return relay == null ? null : relay.word();
  }

  /** Null for none, and for more phases than a meter can have: a picture of the moment is not worth a failed batch. */
  private static String json(List<BigDecimal> phases) {
    String json = phases.stream().map(BigDecimal::toPlainString).collect(Collectors.joining(",", "[", "]"));
    return phases.isEmpty() || json.length() > VOLTAGE_LENGTH ? null : json;
  }
}
