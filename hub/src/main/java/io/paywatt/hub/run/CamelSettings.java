package io.paywatt.hub.run;

import java.nio.file.Path;
import java.util.Properties;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;
import io.paywatt.hub.http.OneTry;

/**
 * What Camel is told: our keys as placeholders for routes, and Camel's own options. An integrator's {@code camel.*} line
 * in application.properties is stronger than what stands here.
 */
final class CamelSettings {
  /** Name of the bean with TLS to the broker. */
  static final String METER_TLS = "meterTls";

  private CamelSettings() {}

  static Properties of(Settings settings, Connections connections) {
    Properties all = new Properties();
    Path routes = settings.path(Keys.ROUTES);
    all.setProperty("camel.main.name", "paywatt");
    all.setProperty("camel.main.routesIncludePattern", "file:" + routes + "/**/*.camel.yaml");
    all.setProperty("camel.main.sourceLocationEnabled", "true");
    all.setProperty("camel.main.autoConfigurationLogSummary", "false");
    all.setProperty("camel.main.shutdownTimeout", "30");
    all.setProperty("camel.main.routesReloadEnabled", "false");
    // spans only for who collects them
    all.setProperty("camel.opentelemetry2.enabled", "false");
    // the figures of a route have it all; those of each exchange search every figure there is, for every message
    all.setProperty("camel.metrics.enableExchangeEventNotifier", "false");
    all.setProperty("camel.metrics.routePolicyLevel", "route");
    all.setProperty("camel.component.http.httpClientConfigurer", "#bean:" + OneTry.NAME);
    all.setProperty("camel.component.kamelet.location", "file:" + routes.resolve("kamelets"));
    http(settings, all);
    quartz(connections, all);
    meters(settings, connections, all);
    all.putAll(settings.placeholders());
    return all;
  }

  private static void http(Settings settings, Properties all) {
    all.setProperty("camel.server.enabled", "true");
    all.setProperty("camel.server.host", settings.text(Keys.HTTP_HOST));
    all.setProperty("camel.server.port", settings.text(Keys.HTTP_PORT));
    all.setProperty("camel.server.maxBodySize", "65536");
    all.setProperty("camel.server.fileUploadEnabled", "false");
    all.setProperty("camel.management.enabled", "true");
    all.setProperty("camel.management.host", settings.text(Keys.MANAGEMENT_HOST));
    all.setProperty("camel.management.port", settings.text(Keys.MANAGEMENT_PORT));
  }

  private static void meters(Settings settings, Connections connections, Properties all) {
    all.setProperty("camel.component.meter.brokerUrl", connections.mqttUrl());
    put(all, "camel.component.meter.username", connections.mqttUser());
    put(all, "camel.component.meter.password", connections.mqttPassword());
    all.setProperty("camel.component.meter.tls", "#bean:" + METER_TLS);
    all.setProperty("camel.component.meter.prefix", settings.text(Keys.MQTT_PREFIX));
    all.setProperty("camel.component.meter.node", settings.text(Keys.NODE));
  }

  /** Quartz keeps its jobs in the account store, so that of several hub nodes one fires each tick. */
  private static void quartz(Connections connections, Properties all) {
    String prefix = "camel.component.quartz.properties[org.quartz.";
    String store = "org.quartz.impl.jdbcjobstore.";
    all.setProperty(prefix + "scheduler.instanceName]", "paywatt");
    all.setProperty(prefix + "scheduler.instanceId]", "AUTO");
    all.setProperty(prefix + "scheduler.skipUpdateCheck]", "true");
    all.setProperty(prefix + "threadPool.class]", "org.quartz.simpl.SimpleThreadPool");
    all.setProperty(prefix + "threadPool.threadCount]", "5");
    all.setProperty(prefix + "jobStore.class]", store + "JobStoreTX");
    all.setProperty(prefix + "jobStore.driverDelegateClass]", store + "StdJDBCDelegate");
    all.setProperty(prefix + "jobStore.dataSource]", "accountStore");
    all.setProperty(prefix + "jobStore.isClustered]", "true");
    all.setProperty(prefix + "jobStore.clusterCheckinInterval]", "5000");
    all.setProperty(prefix + "dataSource.accountStore.provider]", "hikaricp");
    all.setProperty(prefix + "dataSource.accountStore.driver]", "org.mariadb.jdbc.Driver");
    all.setProperty(prefix + "dataSource.accountStore.URL]", connections.databaseUrl());
    all.setProperty(prefix + "dataSource.accountStore.user]", connections.databaseUser());
    put(all, prefix + "dataSource.accountStore.password]", connections.databasePassword());
    all.setProperty(prefix + "dataSource.accountStore.maxConnections]", "4");
  }

  private static void put(Properties all, String key, String value) {
    if (value != null) {
      all.setProperty(key, value);
    }
  }
}
