package io.paywatt.meter.mqtt;

import java.nio.file.Path;
import io.paywatt.testkit.ServerProcess;

/** The embedded broker, which dies of SIGKILL. */
class EmbeddedOutageTest extends OutageSuite {
  private static final Path DATA = Path.of("target", "outage-servers");
  private ServerProcess servers;

  @Override
  TestBroker begin() {
    comeBack();
    return new TestBroker(servers.brokerPort(), servers.brokerUser(), servers.brokerPassword());
  }

  @Override
  void die() {
    servers.kill9();
  }

  @Override
  void comeBack() {
    servers = ServerProcess.start(DATA, "--no-database");
  }

  @Override
  void stop() {
    servers.stop();
  }
}
