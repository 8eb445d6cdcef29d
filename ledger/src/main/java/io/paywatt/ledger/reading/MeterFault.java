package io.paywatt.ledger.reading;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.failed.FailedMessage;
import io.paywatt.ledger.store.Bulk;
import org.jdbi.v3.core.Handle;

/**
 * Something about a meter that a person has to put right.
 *
 * @param serial of the meter
 * @param reason one word, e.g. falling: with the serial, what the desk groups by
 * @param detail for the clerk
 * @param json   what it is about
 */
public record MeterFault(String serial, String reason, String detail, String json) {
  private static final int UNPROCESSABLE = 422;

  private record Key(String serial, String reason) {}

  /** Puts faults on the desk: one open item a meter and reason, however often it happens. */
  public static void report(Handle handle, String routeId, Collection<MeterFault> faults, Instant now) {
    Map<Key, MeterFault> first = new LinkedHashMap<>();
    faults.forEach(fault -> first.putIfAbsent(new Key(fault.serial, fault.reason), fault));
    if (first.isEmpty()) {
      return;
    }
    first.keySet().removeAll(open(handle, routeId, first.keySet()));
    first.values().forEach(fault -> FailedDesk.add(handle, fault.message(routeId), now));
  }

  private static Set<Key> open(Handle handle, String routeId, Set<Key> keys) {
    Set<String> serials = new HashSet<>();
    keys.forEach(key -> serials.add(key.serial()));
    return new HashSet<>(Bulk.select(handle, "SELECT JSON_VALUE(headers, '$.meter'), step_id FROM failed_message"
            + " WHERE state = 'open' AND route_id = ? AND JSON_VALUE(headers, '$.meter') IN (%s)",
        serials, row -> new Key(row.getString(1), row.getString(2)), routeId));
  }

  private FailedMessage message(String routeId) {
    return new FailedMessage(routeId, reason, null, null, "application/json", Map.of("meter", serial, "reason", reason),
        json.getBytes(StandardCharsets.UTF_8), new Rejected(UNPROCESSABLE, "Meter " + serial + ": " + detail));
  }
}
