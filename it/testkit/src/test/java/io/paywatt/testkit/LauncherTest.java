package io.paywatt.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What ./paywatt answers before anything is started. */
@Timeout(60)
class LauncherTest {
  @TempDir
  Path data;

  private record Answer(int status, String text) {}

  @Test
  void without_or_with_an_unknown_command_it_says_how_it_is_used_and_ends_with_2() throws Exception {
    assertThat(paywatt(Map.of())).satisfies(a -> {
      assertThat(a.status()).isEqualTo(2);
      assertThat(a.text()).contains("usage: ./paywatt COMMAND");
    });
    assertThat(paywatt(Map.of(), "rum")).satisfies(a -> {
      assertThat(a.status()).isEqualTo(2);
      assertThat(a.text()).contains("unknown command 'rum'").contains("./paywatt COMMAND");
    });
  }

  @Test
  void help_is_at_hand_for_what_the_launcher_does_itself() throws Exception {
    for (String command : List.of("", "run", "stop")) {
      String[] words = (command + " --help").strip().split(" ");
      assertThat(paywatt(Map.of(), words)).satisfies(a -> {
        assertThat(a.status()).isZero();
        assertThat(a.text()).startsWith("usage: ./paywatt " + command);
      });
    }
  }

  @Test
  void a_java_that_is_not_there_is_named() throws Exception {
    assertThat(paywatt(Map.of("JAVA_HOME", "/nowhere"), "check")).satisfies(a -> {
      assertThat(a.status()).isEqualTo(1);
      assertThat(a.text()).contains("JAVA_HOME is /nowhere").contains("17 or later");
    });
  }

  @Test
  void stop_ends_what_a_killed_run_left_and_is_content_with_nothing() throws Exception {
    ServerProcess servers = ServerProcess.start(data, "--no-mqtt");
    long mariadb = servers.mariadbPid();
    servers.kill9();

    assertThat(paywatt(Map.of(), "stop")).satisfies(a -> {
      assertThat(a.status()).isZero();
      assertThat(a.text()).contains("Stopped the embedded MariaDB (pid " + mariadb + ")");
    });
    assertThat(paywatt(Map.of(), "stop")).satisfies(a -> {
      assertThat(a.status()).isZero();
      assertThat(a.text()).contains("Nothing of " + data + " is running");
    });
  }

  private Answer paywatt(Map<String, String> environment, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash",
        EmbeddedHome.find().resolveSibling("paywatt").toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("PAYWATT_DATA", data.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), text);
  }
}
