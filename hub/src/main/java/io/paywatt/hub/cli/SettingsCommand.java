package io.paywatt.hub.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;
import io.paywatt.hub.config.SettingsLoader;
import io.paywatt.hub.run.MeterMakes;
import io.paywatt.ledger.Misconfigured;
import io.paywatt.ledger.store.Json;
import io.paywatt.meter.codec.MeterCodec;
import io.paywatt.meter.topic.TopicPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./paywatt settings}: the configuration as it is, without secrets. */
@Command(name = "settings", mixinStandardHelpOptions = true,
    description = "Show the configuration as it is and where each value comes from; secrets are not shown.")
public final class SettingsCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsCommand.class);

  @Option(names = "--launcher", description = "Only what the launcher needs, as NAME=value lines.")
  private boolean launcher;

  @Option(names = "--json", description = "Answer as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Settings settings = SettingsLoader.ofProcess().load();
    if (launcher) {
      System.out.println("DATABASE_EMBEDDED=" + settings.text(Keys.DATABASE_URL).equals("embedded"));
      System.out.println("DATABASE_MEMORY=" + settings.text(Keys.DATABASE_MEMORY));
      System.out.println("MQTT_EMBEDDED=" + settings.text(Keys.MQTT_URL).equals("embedded"));
      System.out.println("MQTT_PORT=" + settings.text(Keys.MQTT_PORT));
      System.out.println("DATA=" + quoted(settings.path(Keys.DATA).toString()));
      System.out.println("MQTT_DOOR=(" + String.join(" ", door(settings).stream().map(SettingsCommand::quoted).toList()) + ")");
    } else if (json) {
      System.out.println(Json.write(settings.shown()));
    } else {
      settings.printable().forEach((key, value) -> System.out.println(key + " = " + value));
    }
    return 0;
  }

  /** How meters come to the embedded broker, as its options. */
  private static List<String> door(Settings settings) {
    List<String> options = new ArrayList<>(List.of("--mqtt-prefix", settings.text(Keys.MQTT_PREFIX),
        "--meter-credentials", settings.text(Keys.METERS_CREDENTIALS)));
    addTopics(options, "--meter-publish", settings, MeterCodec::topics);
    addTopics(options, "--meter-hear", settings, MeterCodec::commandTopics);
    if (settings.has(Keys.METERS_TLS_PORT)) {
      options.addAll(List.of("--mqtt-tls-port", settings.text(Keys.METERS_TLS_PORT), "--mqtt-tls-host",
          settings.text(Keys.METERS_HOST), "--mqtt-certificate", settings.path(Keys.METERS_CERTIFICATE_FILE).toString(),
          "--mqtt-key", settings.path(Keys.METERS_KEY_FILE).toString()));
    }
    if (settings.has(Keys.METERS_CLIENT_CA_FILE)) {
      options.addAll(List.of("--mqtt-client-ca", settings.path(Keys.METERS_CLIENT_CA_FILE).toString()));
    }
    return options;
  }

  /** None when a make is misconfigured: the start of the hub says so. */
  private static void addTopics(List<String> options, String option, Settings settings,
      Function<MeterCodec, List<TopicPattern>> which) {
    try {
      List<String> topics = MeterMakes.deviceTopics(settings, which);
      if (!topics.isEmpty()) {
        options.addAll(List.of(option, String.join(",", topics)));
      }
    } catch (Misconfigured e) {
      LOG.debug("No topics of makes", e);
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
