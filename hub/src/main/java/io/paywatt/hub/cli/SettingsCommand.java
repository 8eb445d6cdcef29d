package io.paywatt.hub.cli;

import java.util.concurrent.Callable;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;
import io.paywatt.hub.config.SettingsLoader;
import io.paywatt.ledger.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./paywatt settings}: the configuration as it is, without secrets. */
@Command(name = "settings", mixinStandardHelpOptions = true,
    description = "Show the configuration as it is and where each value comes from; secrets are not shown.")
public final class SettingsCommand implements Callable<Integer> {
  @Option(names = "--launcher", description = "Only what the launcher needs, as NAME=value lines.")
  private boolean launcher;

  @Option(names = "--json", description = "Answer as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Settings settings = SettingsLoader.ofProcess().load();
    if (launcher) {
      System.out.println("DATABASE_EMBEDDED=" + settings.text(Keys.DATABASE_URL).equals("embedded"));
      System.out.println("MQTT_EMBEDDED=" + settings.text(Keys.MQTT_URL).equals("embedded"));
      System.out.println("MQTT_PORT=" + settings.text(Keys.MQTT_PORT));
      System.out.println("DATA='" + settings.path(Keys.DATA).toString().replace("'", "'\\''") + "'");
    } else if (json) {
      System.out.println(Json.write(settings.shown()));
    } else {
      settings.printable().forEach((key, value) -> System.out.println(key + " = " + value));
    }
    return 0;
  }
}
