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
   * @param door how meters come in
   * @throws StartFailure when the broker does not come up
   */
  static Broker start(Layout layout, int port, String host, MeterDoor door) throws IOException {
    long begin = System.nanoTime();
    BrokerLogin login = BrokerLogin.of(layout.own());
    Path conf = Files.createDirectories(layout.mqtt().resolve("conf"));
    PrivateFiles.write(conf.resolve("config.xml"), BrokerSettings.xml(port, host, tls(conf, door)));
    BrokerSettings.apply();
    EmbeddedHiveMQ server = EmbeddedHiveMQ.builder()
        .withConfigurationFolder(conf)
        .withDataFolder(Files.createDirectories(layout.mqtt().resolve("data")))
        .withExtensionsFolder(Files.createDirectories(layout.mqtt().resolve("extensions")))
        .withEmbeddedExtension(extension(login, layout, door))
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
    if (door.isOpen()) {
      Embedded.say(String.format("Meters reach it with TLS on %s:%d", door.host(), door.tlsPort()));
    }
    return new Broker(server, port, login);
  }

  /** The listener for meters, or nothing. */
  private static String tls(Path conf, MeterDoor door) throws IOException {
    if (!door.isOpen()) {
      return "";
    }
    String password = PrivateFiles.secret(conf.resolve("store-password"));
    BrokerKeys.identity(conf.resolve("identity.p12"), password, door.certificate(), door.key());
    if (door.clientAuthority() != null) {
      BrokerKeys.trust(conf.resolve("trust.p12"), password, door.clientAuthority());
    }
    return BrokerSettings.tlsListener(conf, password, door);
  }

  private static EmbeddedExtension extension(BrokerLogin login, Layout layout, MeterDoor door) {
    return EmbeddedExtension.builder()
        .withId("paywatt-login")
        .withName("PayWatt login")
        .withVersion("1")
        .withAuthor("PayWatt")
        .withExtensionMain(new BrokerLoginExtension(
            new BrokerAccess(login, new MeterCredentials(layout.meterCredentials()), door), new TopicGuard(door)))
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
