package io.paywatt.bench;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import com.fasterxml.jackson.databind.JsonNode;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.paywatt.simulator.Json;

/** The native JSON, with a time of its own in each reading. */
final class NativeReadings implements ReadingKind {
  private static final String LIMIT = "paywatt-bench";

  @Override
  public String name() {
    return "readings";
  }

  @Override
  public String serial(int meter) {
    return "READ-" + meter;
  }

  @Override
  public String[] columns(int meter) {
    return new String[] {"native", "", ""};
  }

  @Override
  public String topic(int meter, boolean limit) {
    return (limit ? LIMIT : "paywatt") + "/" + serial(meter) + "/reading";
  }

  @Override
  public String limitFilter() {
    return LIMIT + "/+/reading";
  }

  @Override
  public byte[] payload(int meter, int number, Instant at) {
    return ("{\"seq\":" + number + ",\"at\":\"" + at + "\",\"energyWh\":" + number * 10L
        + ",\"relay\":\"closed\",\"powerW\":600}").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void bind(PreparedStatement insert, Mqtt5Publish message) throws SQLException {
    JsonNode reading = Json.parse(message.getPayloadAsBytes());
    String serial = message.getTopic().getLevels().get(1);
    insert.setLong(1, Long.parseLong(serial.substring(serial.indexOf('-') + 1)));
    insert.setTimestamp(2, Timestamp.from(Instant.parse(reading.path("at").asText())));
    insert.setLong(3, reading.path("energyWh").asLong());
    insert.setLong(4, reading.path("seq").asLong());
    insert.setString(5, reading.path("relay").asText());
    insert.setInt(6, reading.path("powerW").asInt());
  }

  @Override
  public String finished(int number, Instant at) {
    return "SELECT COUNT(*) FROM meter_state s JOIN meter m ON m.id = s.meter_id WHERE m.make = 'native'"
        + " AND s.last_reading_at >= '" + LocalDateTime.ofInstant(at, ZoneOffset.UTC) + "'";
  }

  @Override
  public String rows() {
    return "SELECT COUNT(*) FROM reading r JOIN meter m ON m.id = r.meter_id WHERE m.make = 'native'";
  }
}
