package io.paywatt.hub.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.Callable;
import io.paywatt.hub.config.Settings;
import io.paywatt.hub.config.SettingsLoader;
import io.paywatt.hub.run.Connections;
import io.paywatt.hub.run.Hub;
import picocli.CommandLine.Command;

/** {@code ./paywatt run}: the hub, until it is told to end. */
@Command(name = "run", mixinStandardHelpOptions = true,
    description = "Run the hub; with nothing configured on an embedded MariaDB and MQTT broker.")
public final class RunCommand implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    Settings settings = SettingsLoader.ofProcess().load();
    try {
      return new Hub(settings).run();
    } finally {
      stopEmbedded(settings);
    }
  }

  /**
   * A hub that ends in peace takes its embedded servers along; one that is killed leaves them standing, and the next run
   * takes them over.
   */
  private static void stopEmbedded(Settings settings) throws Exception {
    Path file = Connections.stateFile(settings);
    if (Boolean.getBoolean("paywatt.embedded.leave") || !Files.exists(file)) {
      return;
    }
    Properties state = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      state.load(reader);
    }
    ProcessHandle.of(Long.parseLong(state.getProperty("pid", "0"))).ifPresent(ProcessHandle::destroy);
  }
}
