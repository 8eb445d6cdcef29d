package io.paywatt.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
  @TempDir
  Path folder;
  private Ports ports;

  @BeforeEach
  void noneChosenYet() {
    ports = new Ports(folder.resolve("ports.properties"));
  }

  @Test
  void a_free_port_once_chosen_is_kept() throws IOException {
    int first = ports.choose(Ports.DATABASE, 0);
    ports.remember(Ports.DATABASE, first);
    assertThat(ports.choose(Ports.DATABASE, 0)).isEqualTo(first);
    assertThat(ports.choose(Ports.MQTT, 0)).isNotZero();
  }

  @Test
  void a_kept_port_that_is_taken_by_now_is_given_up() throws IOException {
    try (ServerSocket taken = listen()) {
      ports.remember(Ports.MQTT, taken.getLocalPort());
      assertThat(ports.choose(Ports.MQTT, 0)).isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void a_wanted_port_that_is_taken_is_named_with_the_keys() throws IOException {
    try (ServerSocket taken = listen()) {
      assertThatThrownBy(() -> ports.choose(Ports.MQTT, taken.getLocalPort())).isInstanceOf(StartFailure.class)
          .hasMessageContaining("Port " + taken.getLocalPort())
          .hasMessageContaining("paywatt.mqtt.port").hasMessageContaining("PAYWATT_MQTT_PORT");
    }
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}
