package io.paywatt.simulator.meter;

import java.time.Instant;
import java.util.List;

/** How a make speaks: topics and payloads of one device, or of a gateway with several meters behind it. */
interface Device {
  /** Its name among the clients of a broker. */
  String name();

  /** Topics it listens to. */
  List<String> listens();

  /** What it says of itself at each interval. */
  List<Wire> report(Instant now);

  /** What it says to a message. A message it doesn't understand gets no answer. */
  List<Wire> hear(String topic, byte[] payload, Instant now);

  /** What tells that it is there or gone, kept by the broker; the latter is its last will. Null: nothing does. */
  Wire presence(boolean online);

  /** How many commands it acted on. */
  int acted();
}
