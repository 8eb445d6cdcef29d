package io.paywatt.meter.codec.mapping;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.reading.Quality;
import io.paywatt.meter.codec.JsonPayload;
import io.paywatt.meter.codec.Measured;
import io.paywatt.meter.codec.MeterTime;

/**
 * The time of a message.
 *
 * @param path    or null: messages of this kind tell no time
 * @param format  iso, epoch-s, epoch-ms or pattern
 * @param pattern with format pattern, else null
 */
record TimeField(JsonPointer path, String format, DateTimeFormatter pattern, ZoneId zone) {
  static final String ISO = "iso";
  static final String SECONDS = "epoch-s";
  static final String MILLIS = "epoch-ms";
  private static final int MILLIS_PER_SECOND = 1000;

  /** @throws io.paywatt.meter.codec.Malformed when it is no time */
  void read(JsonNode message, Instant receivedAt, Measured told) {
    JsonNode node = path == null ? null : message.at(path);
    if (!JsonPayload.has(node)) {
      told.at(receivedAt, Quality.RECEIVED_TIME);
      return;
    }
    String name = path.toString();
    switch (format) {
      case ISO -> MeterTime.iso(told, name, node, zone, receivedAt);
      case SECONDS -> MeterTime.epoch(told, name, node, 1, receivedAt);
      case MILLIS -> MeterTime.epoch(told, name, node, MILLIS_PER_SECOND, receivedAt);
      default -> MeterTime.pattern(told, name, node, pattern, zone, receivedAt);
    }
  }
}
