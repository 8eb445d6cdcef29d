package io.paywatt.embedded;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.LoggerFactory;

/** The MQTT 5 broker: HiveMQ Community Edition, sessions and queued messages on disk, user and password asked for. */
final class Broker {
  private final EmbeddedHiveMQ server;
  private final int port;
  private final BrokerLogin login;

  private Broker(EmbeddedHiveMQ server, int port, BrokerLogin login) {
    this.server = server;
    this.port = port;
    this.login = login;
  }

  /**
   * @param host address to listen on
   * @throws StartFailure when the broker does not come up
   */
  static Broker start(Layout layout, int port, String host) throws IOException {
    long begin = System.nanoTime();
    BrokerLogin login = BrokerLogin.of(layout.own());
    Path conf = Files.createDirectories(layout.mqtt().resolve("conf"));
    PrivateFiles.write(conf.resolve("config.xml"), BrokerSettings.xml(port, host));
    BrokerSettings.apply();
    EmbeddedHiveMQ server = EmbeddedHiveMQ.builder()
        .withConfigurationFolder(conf)
        .withDataFolder(Files.createDirectories(layout.mqtt().resolve("data")))
        .withExtensionsFolder(Files.createDirectories(layout.mqtt().resolve("extensions")))
        .withEmbeddedExtension(extension(login))
        .withoutLoggingBootstrap()
        .build();
    // the builder has just switched this off
    InternalConfigurations.AUTH_DENY_UNAUTHENTICATED_CONNECTIONS.set(true);
    try {
      server.start().join();
    } catch (CompletionException e) {
      throw new StartFailure("The MQTT broker did not start: " + e.getCause().getMessage() + ". See " + layout.log(), e);
    }
    Embedded.say(String.format("MQTT broker ready on %s:%d (%d ms)", host, port,
        (System.nanoTime() - begin) / 1_000_000));
    return new Broker(server, port, login);
  }

  private static EmbeddedExtension extension(BrokerLogin login) {
    return EmbeddedExtension.builder()
        .withId("paywatt-login")
        .withName("PayWatt login")
        .withVersion("1")
        .withAuthor("PayWatt")
        .withExtensionMain(new BrokerLoginExtension(login))
        .build();
  }

  int port() {
    return port;
  }

  BrokerLogin login() {
    return login;
  }

  void stop() {
    try {
      server.stop().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LoggerFactory.getLogger(Broker.class).warn("The MQTT broker did not stop in order", e);
    }
  }
}
