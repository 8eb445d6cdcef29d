package io.paywatt.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The embedded broker's port with TLS. */
@Timeout(120)
class BrokerTlsTest {
  @TempDir
  Path folder;

  @Test
  void a_certificate_proves_the_meter_named_in_it_and_without_one_the_password_is_asked_for() throws Exception {
    TestCertificates certificates = TestCertificates.in(folder.resolve("keys")).issue("broker").issue("M1");
    int port = freePort();
    try (ServerProcess servers = ServerProcess.start(folder.resolve("data"), "--no-database", "--mqtt-tls-port",
        Integer.toString(port), "--mqtt-tls-host", "127.0.0.1", "--mqtt-certificate", certificates.certificate("broker").toString(),
        "--mqtt-key", certificates.key("broker").toString(), "--mqtt-client-ca", certificates.authority().toString())) {
      Mqtt5BlockingClient meter = client(certificates, port, "M1", true);
      meter.connect();
      meter.publishWith().topic("paywatt/M1/reading").qos(MqttQos.AT_LEAST_ONCE).send();
      assertThatThrownBy(() -> meter.publishWith().topic("paywatt/M2/reading").qos(MqttQos.AT_LEAST_ONCE).send())
          .isInstanceOf(Mqtt5PubAckException.class);
      meter.disconnect();
      assertThatThrownBy(() -> client(certificates, port, "M2", true).connect()).as("another meter's client id")
          .isInstanceOf(Mqtt5ConnAckException.class);
      assertThatThrownBy(() -> client(certificates, port, "M1", false).connect()).as("neither certificate nor password")
          .isInstanceOf(Mqtt5ConnAckException.class);
      assertThat(servers.output()).contains("Meters reach it with TLS on 127.0.0.1:" + port);
    }
  }

  @Test
  void a_file_that_is_no_certificate_stops_the_start_and_is_named() throws Exception {
    Path wrong = Files.writeString(folder.resolve("wrong.pem"), "nothing");
    ServerProcess servers = ServerProcess.launch(folder.resolve("data"), "--no-database", "--mqtt-tls-port",
        Integer.toString(freePort()), "--mqtt-certificate", wrong.toString(), "--mqtt-key", wrong.toString());
    assertThat(servers.exitStatus(Duration.ofSeconds(60))).isEqualTo(1);
    assertThat(servers.output()).contains("wrong.pem must hold certificates in PEM");
  }

  private static Mqtt5BlockingClient client(TestCertificates certificates, int port, String id, boolean certified)
      throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(certificates.authority())) {
      trusted.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManagerFactory own = null;
    if (certified) {
      own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      own.init(certificates.store("M1"), TestCertificates.PASSWORD.toCharArray());
    }
    return MqttClient.builder().useMqttVersion5().identifier(id).serverHost("127.0.0.1").serverPort(port).sslConfig()
        .trustManagerFactory(trust).keyManagerFactory(own).applySslConfig().buildBlocking();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
