package io.paywatt.meter.mqtt;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import io.paywatt.testkit.Mosquitto;

/** A real Mosquitto, which is ended in order: killed, it would forget what came since it last wrote its store. */
class MosquittoOutageTest extends OutageSuite {
  private Mosquitto mosquitto;

  @Override
  TestBroker begin() {
    assumeTrue(Mosquitto.missing() == null, Mosquitto.missing());
    mosquitto = Mosquitto.start(Path.of("target", "mosquitto-outage"));
    return new TestBroker(mosquitto.port(), mosquitto.user(), mosquitto.password());
  }

  @Override
  void die() {
    mosquitto.stop();
  }

  @Override
  void comeBack() {
    mosquitto.launch();
  }

  @Override
  void stop() {
    mosquitto.close();
  }
}
