package io.paywatt.hub.run;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;
import io.paywatt.ledger.Misconfigured;
import io.paywatt.meter.mqtt.MqttTls;

/**
 * Where database and broker are: as configured, or as the embedded servers wrote it down when they started. The same
 * code runs on both, only the addresses differ.
 */
public record Connections(String databaseUrl, String databaseUser, String databasePassword, String mqttUrl,
    String mqttUser, String mqttPassword) {

  /** @throws Misconfigured when embedded servers are wanted and none stand */
  public static Connections of(Settings settings) {
    boolean ownDatabase = settings.text(Keys.DATABASE_URL).equals("embedded");
    boolean ownBroker = settings.text(Keys.MQTT_URL).equals("embedded");
    Properties embedded = ownDatabase || ownBroker ? embedded(settings) : new Properties();
    return new Connections(
        withOptions(ownDatabase ? embedded.getProperty("database.url") : settings.text(Keys.DATABASE_URL)),
        ownDatabase ? embedded.getProperty("database.user") : settings.text(Keys.DATABASE_USER),
        ownDatabase ? embedded.getProperty("database.password") : settings.text(Keys.DATABASE_PASSWORD),
        ownBroker ? embedded.getProperty("mqtt.url") : settings.text(Keys.MQTT_URL),
        ownBroker ? embedded.getProperty("mqtt.user") : settings.text(Keys.MQTT_USER),
        ownBroker ? embedded.getProperty("mqtt.password") : settings.text(Keys.MQTT_PASSWORD));
  }

  /** How to speak TLS to the broker. @throws Misconfigured when a file can't be used */
  static MqttTls tls(Settings settings) {
    try {
      return new MqttTls(settings.path(Keys.MQTT_TRUST_FILE), settings.path(Keys.MQTT_CERTIFICATE_FILE),
          settings.path(Keys.MQTT_KEY_FILE), settings.<Boolean>get(Keys.MQTT_HOSTNAME_CHECK));
    } catch (IllegalArgumentException e) {
      throw new Misconfigured(List.of("paywatt.mqtt.tls.*: " + e.getMessage()));
    }
  }

  /** Where the embedded servers write down how to reach them. */
  public static Path stateFile(Settings settings) {
    return settings.path(Keys.DATA).resolve("embedded/state.properties");
  }

  /** Ends the embedded servers, if any were used. */
  static void stopEmbedded(Settings settings) {
    boolean used = settings.text(Keys.DATABASE_URL).equals("embedded") || settings.text(Keys.MQTT_URL).equals("embedded");
    if (used && Files.exists(stateFile(settings))) {
      ProcessHandle.of(Long.parseLong(embedded(settings).getProperty("pid", "0"))).ifPresent(ProcessHandle::destroy);
    }
  }

  private static Properties embedded(Settings settings) {
    Path file = stateFile(settings);
    Properties state = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      state.load(reader);
      return state;
    } catch (IOException e) {
      throw new Misconfigured(List.of("The embedded servers do not stand (no " + file + "): start them with"
          + " ./paywatt run, or set " + Keys.DATABASE_URL.name() + " and " + Keys.MQTT_URL.name()
          + " to servers of your own"));
    }
  }

  /** Bulk inserts, and no fetching of local files. */
  private static String withOptions(String url) {
    String options = "useBulkStmts=true&allowLocalInfile=false&connectTimeout=5000&socketTimeout=60000";
    return url + (url.contains("?") ? "&" : "?") + options;
  }
}
