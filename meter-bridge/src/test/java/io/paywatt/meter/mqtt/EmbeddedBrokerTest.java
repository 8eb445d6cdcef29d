package io.paywatt.meter.mqtt;

/** The embedded broker, HiveMQ Community Edition. */
class EmbeddedBrokerTest extends BrokerSuite {
  @Override
  TestBroker broker() {
    return TestBroker.shared();
  }
}
