package io.paywatt.meter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import io.paywatt.meter.command.BrokerAccount;
import io.paywatt.meter.command.CommandPublisher;
import io.paywatt.testkit.Mosquitto;
import io.paywatt.testkit.TestCertificates;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** TLS to a Mosquitto that asks for a certificate of ours. */
class MqttTlsTest {
  private static TestCertificates certificates;
  private static Mosquitto mosquitto;

  @BeforeAll
  static void start() {
    assumeTrue(Mosquitto.missing() == null, Mosquitto.missing());
    certificates = TestCertificates.in(Path.of("target", "tls-keys")).issue("broker").issue("hub");
    mosquitto = Mosquitto.start(Path.of("target", "mosquitto-tls"), "cafile " + certificates.authority(),
        "certfile " + certificates.certificate("broker"), "keyfile " + certificates.key("broker"), "require_certificate true");
  }

  @AfterAll
  static void stop() {
    if (mosquitto != null) {
      mosquitto.stop();
    }
  }

  @Test
  void commands_and_readings_go_over_tls_with_our_certificate() throws Exception {
    Numbers good = new Numbers();
    try (CamelContext context = new DefaultCamelContext()) {
      MeterComponent component = new MeterComponent();
      component.getConfiguration().setBrokerUrl("mqtts://localhost:" + mosquitto.port());
      component.getConfiguration().setUsername(mosquitto.user());
      component.getConfiguration().setPassword(mosquitto.password());
      component.getConfiguration().setTls(ours());
      context.addComponent("meter", component);
      context.addRoutes(new RouteBuilder() {
        @Override
        public void configure() {
          from("meter:reading").routeId("r").process(exchange -> good.add(TestHub.batch(exchange)));
        }
      });
      context.start();
      await().until(() -> ((MeterConsumer) context.getRoute("r").getConsumer()).trouble() == null);
      CommandPublisher publisher = publisher("localhost", ours());
      MqttMessage message = new MqttMessage(TestBroker.reading(7));
      message.setQos(1);
      publisher.publish("paywatt/7/reading", message);
      publisher.close();
      await().until(() -> good.different() == 1);
    }
  }

  @Test
  void a_broker_that_is_not_trusted_or_wants_a_certificate_is_not_spoken_to() throws Exception {
    for (MqttTls how : new MqttTls[] {MqttTls.standard(), new MqttTls(certificates.authority(), null, null, true)}) {
      CommandPublisher publisher = publisher("localhost", how);
      assertThatThrownBy(() -> publisher.publish("x", new MqttMessage(new byte[0]))).isInstanceOf(MqttException.class);
    }
  }

  @Test
  void files_that_are_none_are_named() throws Exception {
    Path wrong = Files.writeString(Path.of("target", "wrong.pem"), "nothing");
    assertThatThrownBy(() -> new MqttTls(wrong, null, null, true)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wrong.pem must hold certificates");
    assertThatThrownBy(() -> new MqttTls(null, certificates.certificate("hub"), wrong, true))
        .hasMessageContaining("wrong.pem must hold a key").hasMessageContaining("openssl pkcs8");
    assertThat(ours().toString()).isEqualTo("MqttTls[hostnameCheck=true]");
  }

  private static MqttTls ours() {
    return new MqttTls(certificates.authority(), certificates.certificate("hub"), certificates.key("hub"), true);
  }

  private static CommandPublisher publisher(String host, MqttTls how) throws MqttException {
    return new CommandPublisher(new BrokerAccount(BrokerAddress.of("mqtts://" + host + ":" + mosquitto.port()),
        mosquitto.user(), mosquitto.password(), how), "hub-tls-commands");
  }
}
