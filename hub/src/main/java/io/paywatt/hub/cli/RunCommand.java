package io.paywatt.hub.cli;

import java.util.concurrent.Callable;
import io.paywatt.hub.config.SettingsLoader;
import io.paywatt.hub.run.Hub;
import picocli.CommandLine.Command;

/** {@code ./paywatt run}: the hub, until it is told to end. */
@Command(name = "run", mixinStandardHelpOptions = true,
    description = "Run the hub; with nothing configured on an embedded MariaDB and MQTT broker.")
public final class RunCommand implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    return new Hub(SettingsLoader.ofProcess().load()).run();
  }
}
