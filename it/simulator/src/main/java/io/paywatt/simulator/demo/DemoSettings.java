package io.paywatt.simulator.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the demo was started with. A {@code -Dpaywatt.a.b=} is stronger than the environment's {@code PAYWATT_A_B}, as
 * for the hub, and both are handed on to it.
 *
 * @param home    folder of the installation
 * @param data    folder of all data
 * @param exit    whether to stop after the story
 * @param defines the {@code paywatt.*} system properties given
 */
record DemoSettings(Path launcher, Path home, Path data, boolean exit, Map<String, String> environment,
    Map<String, String> defines) {

  /** @throws StepFailed when it was not started by the launcher */
  static DemoSettings ofProcess(boolean exit) throws StepFailed {
    Map<String, String> environment = System.getenv();
    String launcher = environment.get("PAYWATT_LAUNCHER");
    if (launcher == null) {
      throw new StepFailed("PAYWATT_LAUNCHER is not set; start the demo by ./paywatt demo");
    }
    Map<String, String> defines = new TreeMap<>();
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("paywatt.") && !name.equals("paywatt.home"))
        .forEach(name -> defines.put(name, System.getProperty(name)));
    Path home = Path.of(System.getProperty("paywatt.home", Path.of(launcher).toAbsolutePath().getParent().toString()));
    String data = value(defines, environment, "paywatt.data", "data");
    return new DemoSettings(Path.of(launcher), home, home.resolve(data), exit, environment, defines);
  }

  /** The key's value as given on the command line or in the environment, else the preset. */
  String get(String key, String preset) {
    return value(defines, environment, key, preset);
  }

  int httpPort() {
    return Integer.parseInt(get("paywatt.http.port", "8080"));
  }

  int managementPort() {
    return Integer.parseInt(get("paywatt.management.port", "9876"));
  }

  String hubUrl() {
    return "http://127.0.0.1:" + httpPort();
  }

  Path tokenFile() {
    return data.resolve("api-token");
  }

  Path hubLog() {
    return data.resolve("logs").resolve("hub-demo.log");
  }

  /** {@code -D...} arguments for the hub. */
  List<String> defineArguments() {
    return defines.entrySet().stream().map(define -> "-D" + define.getKey() + "=" + define.getValue()).toList();
  }

  /** @throws StepFailed when a port the hub needs is taken */
  void requireFreePorts() throws StepFailed {
    for (String key : List.of("PAYWATT_HTTP_PORT", "PAYWATT_MANAGEMENT_PORT")) {
      int port = key.equals("PAYWATT_HTTP_PORT") ? httpPort() : managementPort();
      try (ServerSocket socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      } catch (IOException e) {
        throw new StepFailed("port " + port + " is taken: end what holds it (./paywatt stop ends a hub of this folder),"
            + " or set " + key + " to another one");
      }
    }
  }

  private static String value(Map<String, String> defines, Map<String, String> environment, String key,
      String preset) {
    String variable = key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    return defines.getOrDefault(key, environment.getOrDefault(variable, preset));
  }
}
