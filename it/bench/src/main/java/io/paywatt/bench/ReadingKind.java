package io.paywatt.bench;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

/** How readings look on the wire, and in the tables of either side. */
interface ReadingKind {
  /** Its name in the report. */
  String name();

  /** Serial of a meter, from 0. */
  String serial(int meter);

  /** What the import says of a meter besides serial and account: make, address, gateway. */
  String[] columns(int meter);

  /** Topic of a meter's reading. @param limit whether it is for the limit program, whose topics the hub does not hear */
  String topic(int meter, boolean limit);

  /** What the limit program subscribes to. */
  String limitFilter();

  /** A meter's reading of that number; its register is ten times the number, in Wh. */
  byte[] payload(int meter, int number, Instant at);

  /** The least that makes a row of it: meter, time, register, number, relay, power. */
  void bind(PreparedStatement insert, Mqtt5Publish message) throws SQLException;

  /** Query for how many meters of the kind have the reading of that number. */
  String finished(int number, Instant at);

  /** Query for the rows of the kind at the hub. */
  String rows();
}
