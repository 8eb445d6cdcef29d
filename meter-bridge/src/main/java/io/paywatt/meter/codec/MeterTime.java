package io.paywatt.meter.codec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.reading.Quality;

/** Times as makes write them. */
public final class MeterTime {
  // a clock that was never set begins in 1970 or 2000
  private static final Instant CLOCK_NOT_SET = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
  private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(LATEST.getEpochSecond());
  private static final int MAX_SCALE = 18;
  private static final int TO_MILLIS = 3;

  private MeterTime() {}

  /** ISO 8601, in the zone when there is no offset. @throws Malformed when it is none */
  public static void iso(Measured told, String name, JsonNode node, ZoneId zone, Instant receivedAt) {
    String text = node.asText();
    try {
      boolean offset = text.matches(".*([Zz]|[+-][0-9]{2}:?[0-9]{2})$") && text.indexOf('T') > 0;
      Instant at = offset ? OffsetDateTime.parse(text.replaceFirst("([+-][0-9]{2})([0-9]{2})$", "$1:$2")).toInstant()
          : LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant();
      set(told, at, offset ? null : Quality.LOCAL_TIME, receivedAt);
    } catch (DateTimeException e) {
      throw JsonPayload.wrong(name, node, "a time such as 2026-11-23T08:15:00");
    }
  }

  /** Digits in a pattern such as yyyyMMddHHmmss, in the zone. @throws Malformed when it is none */
  public static void pattern(Measured told, String name, JsonNode node, DateTimeFormatter pattern, ZoneId zone,
      Instant receivedAt) {
    try {
      set(told, LocalDateTime.parse(node.asText(), pattern).atZone(zone).toInstant(), Quality.LOCAL_TIME, receivedAt);
    } catch (DateTimeException e) {
      throw JsonPayload.wrong(name, node, "a time in the pattern of the file");
    }
  }

  /** Seconds since 1970, with a fraction or not. @param perSecond 1, or 1000 for milliseconds. @throws Malformed when it is none */
  public static void epoch(Measured told, String name, JsonNode node, int perSecond, Instant receivedAt) {
    BigDecimal number = JsonPayload.decimal(name, node);
    if (Math.abs(number.scale()) > MAX_SCALE || number.signum() < 0
        || number.compareTo(MOST_SECONDS.multiply(BigDecimal.valueOf(perSecond))) > 0) {
      throw JsonPayload.wrong(name, node, "seconds or milliseconds since 1970");
    }
    BigDecimal millis = perSecond == 1 ? number.movePointRight(TO_MILLIS) : number;
    set(told, Instant.ofEpochMilli(millis.setScale(0, RoundingMode.FLOOR).longValueExact()), null, receivedAt);
  }

  private static void set(Measured told, Instant at, Quality assumed, Instant receivedAt) {
    if (at.isBefore(CLOCK_NOT_SET) || !at.isBefore(LATEST)) {
      told.at(receivedAt, Quality.RECEIVED_TIME);
    } else {
      told.at(at, assumed);
    }
  }
}
