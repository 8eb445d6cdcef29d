package io.paywatt.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void both_servers_on_their_usual_ports_are_preset() {
    Options options = Options.parse("--data", "/var/lib/paywatt");
    assertThat(options).isEqualTo(
        new Options(Path.of("/var/lib/paywatt"), null, 3316, 512, 1883, "127.0.0.1",
            new MeterDoor("paywatt", false, 0, "0.0.0.0", null, null, null, DeviceTopics.none()), true, true, 0));
  }

  @Test
  void what_is_wrong_is_named_with_what_is_allowed() {
    assertMisuse("--data is missing");
    assertMisuse("--data needs a value", "--data");
    assertMisuse("Unknown argument '--dta'", "--dta", "x");
    assertMisuse("--mqtt-port is '70000', allowed are 0 to 65535", "--data", "x", "--mqtt-port", "70000");
    assertMisuse("--database-memory is '8', allowed are 64 to 1000000", "--data", "x", "--database-memory", "8");
    assertMisuse("--database-port is 'many', allowed are 0 to 65535", "--data", "x", "--database-port", "many");
  }

  private static void assertMisuse(String message, String... args) {
    assertThatThrownBy(() -> Options.parse(args)).isInstanceOf(Options.Misuse.class)
        .hasMessageStartingWith(message).hasMessageContaining("usage:");
  }
}
