package io.paywatt.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The embedded servers as an operator meets them; the folder is below the system's temporary folder on purpose. */
@Timeout(120)
class EmbeddedServersTest {
  private static final Duration SECONDS = Duration.ofSeconds(10);
  private static final List<String> HUNDRED = IntStream.range(0, 100).mapToObj(Integer::toString).toList();

  @TempDir
  Path folder;

  @Test
  void what_was_acknowledged_survives_kill_9_of_everything() throws Exception {
    ServerProcess first = ServerProcess.start(folder);
    fill(first);
    first.kill9Mariadb();
    first.kill9();

    try (ServerProcess second = ServerProcess.start(folder)) {
      assertFilled(second);
    }
  }

  @Test
  void kill_9_while_messages_come_in_loses_none_that_was_acknowledged() throws Exception {
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    ServerProcess servers = ServerProcess.start(folder, "--no-database");
    Mqtt.leaveSession(servers, "hub");
    for (int round = 0; round < 3; round++) {
      int enough = acknowledged.size() + 300;
      Mqtt.publishWithoutEnd(servers, "round-" + round, acknowledged);
      await().atMost(SECONDS).until(() -> acknowledged.size() >= enough);
      servers.kill9();
      servers = ServerProcess.start(folder, "--no-database");
    }
    assertThat(Mqtt.drain(servers, "hub", acknowledged)).containsAll(acknowledged);
    servers.stop();
  }

  @Test
  void after_kill_9_of_the_broker_the_next_start_takes_the_standing_database_over() throws Exception {
    ServerProcess first = ServerProcess.start(folder);
    fill(first);
    long mariadb = first.mariadbPid();
    int port = first.brokerPort();
    first.kill9();
    assertThat(ProcessHandle.of(mariadb)).get().matches(ProcessHandle::isAlive);

    try (ServerProcess second = ServerProcess.start(folder)) {
      assertThat(second.mariadbPid()).isEqualTo(mariadb);
      assertThat(second.brokerPort()).isEqualTo(port);
      assertFilled(second);
      // taken over is watched over as well
      second.kill9Mariadb();
      await().atMost(SECONDS).ignoreExceptions().until(() -> Sql.number(second, "SELECT COUNT(*) FROM t") == 1);
    }
  }

  @Test
  void a_database_that_dies_is_back_on_its_port_with_its_memory_within_seconds() throws SQLException {
    try (ServerProcess servers = ServerProcess.start(folder, "--no-mqtt", "--database-memory", "640")) {
      Sql.run(servers, "CREATE TABLE t (a INT)");
      Sql.run(servers, "INSERT INTO t VALUES (1)");
      String url = servers.databaseUrl();
      long killed = servers.kill9Mariadb();
      await().atMost(SECONDS).ignoreExceptions().until(() -> Sql.number(servers, "SELECT COUNT(*) FROM t") == 1);
      await().atMost(SECONDS).until(() -> servers.mariadbPid() != killed);
      assertThat(servers.databaseUrl()).isEqualTo(url);
      assertThat(Sql.number(servers, "SELECT @@innodb_buffer_pool_size DIV 1048576")).isEqualTo(640);
      assertThat(Sql.number(servers, "SELECT @@innodb_log_file_size DIV 1048576")).isEqualTo(320);
    }
  }

  @Test
  void the_broker_lets_nobody_in_without_the_password_and_secrets_are_private() throws IOException {
    try (ServerProcess servers = ServerProcess.start(folder, "--no-database")) {
      assertThatThrownBy(() -> Mqtt.connect(servers, "thief", "guess")).isInstanceOf(Mqtt5ConnAckException.class);
      for (String file : List.of("state.properties", "mqtt-password")) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("embedded").resolve(file))))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void a_second_start_on_the_same_data_says_that_the_first_is_running() {
    try (ServerProcess servers = ServerProcess.start(folder, "--no-mqtt")) {
      ServerProcess second = ServerProcess.launch(folder, "--no-mqtt");
      assertThat(second.exitStatus(Duration.ofSeconds(90))).isEqualTo(1);
      assertThat(second.output()).contains("running already (pid " + servers.pid() + ")").contains("./paywatt stop");
      assertThat(servers.state()).containsKey("database.url");
    }
  }

  @Test
  void a_taken_port_is_named_with_the_key_to_change() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      ServerProcess servers = ServerProcess.launch(folder, "--no-database", "--mqtt-port", port);
      assertThat(servers.exitStatus(SECONDS)).isEqualTo(1);
      assertThat(servers.output()).contains("Port " + port).contains("paywatt.mqtt.port");
    }
  }

  @Test
  void stop_leaves_no_process_and_no_state_file() {
    ServerProcess servers = ServerProcess.start(folder);
    long mariadb = servers.mariadbPid();
    servers.stop();
    assertThat(ProcessHandle.of(mariadb).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(folder.resolve("embedded/state.properties")).doesNotExist();
  }

  private static void fill(ServerProcess servers) throws SQLException {
    Sql.run(servers, "CREATE TABLE t (a INT)");
    Sql.run(servers, "INSERT INTO t VALUES (1)");
    Mqtt.leaveSession(servers, "hub");
    Mqtt.publish(servers, "paywatt/1/reading", 100, false);
  }

  private static void assertFilled(ServerProcess servers) throws SQLException, InterruptedException {
    assertThat(Sql.number(servers, "SELECT COUNT(*) FROM t")).isOne();
    assertThat(Mqtt.drain(servers, "hub", HUNDRED)).containsExactlyElementsOf(HUNDRED);
  }
}
