package io.paywatt.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.HttpCaller;
import io.paywatt.simulator.standard.StandardSender;

/** {@code ./paywatt run} with embedded servers on ports and a data folder of its own. */
final class HubUnderTest {
  private static final Duration START = Duration.ofMinutes(4);
  /** Whatever the number of meters. */
  static final int HEAP_MEGABYTES = 512;
  private static final String HEAP = "-Xmx" + HEAP_MEGABYTES + "m";
  private static final long STOP_SECONDS = 120;

  private final Path home;
  private final Path data;
  private final Map<String, String> settings = new HashMap<>();
  private final List<String> defines;
  private final HttpCaller http = new HttpCaller(Duration.ofSeconds(60));
  private final int httpPort = freePort();
  private final int managementPort = freePort();
  private final String token = UUID.randomUUID().toString();
  private final String secret = StandardSender.newSecret();
  private Process process;

  /**
   * @param data    where the folder of this run is made
   * @param defines settings of the user for the hub; those that keep this run apart from others are left out
   */
  HubUnderTest(Path home, Path data, Map<String, String> defines) throws IOException {
    this.home = home;
    Files.createDirectories(data);
    this.data = Files.createTempDirectory(data, "run-");
    set("paywatt.data", this.data);
    set("paywatt.http.port", httpPort);
    set("paywatt.management.port", managementPort);
    set("paywatt.mqtt.port", freePort());
    set("paywatt.mqtt.url", "embedded");
    set("paywatt.database.url", "embedded");
    set("paywatt.api.token", token);
    set("paywatt.standard.secret", secret);
    set("paywatt.reconcile.cron", Stand.NEVER);
    set("paywatt.meters.poll-cron", "0 0 0 1 1 ? 2099");
    this.defines = defines.entrySet().stream().filter(define -> !settings.containsKey(variable(define.getKey())))
        .map(define -> "-D" + define.getKey() + "=" + define.getValue()).toList();
  }

  /** Another setting than the usual one. Before it is started. */
  void with(String key, String value) {
    set(key, value);
  }

  /** Leaves out a file of the routes. Before it is started. */
  void without(String route) throws IOException {
    Path all = home.resolve("routes");
    Path rest = data.resolve("routes");
    try (Stream<Path> paths = Files.walk(all)) {
      for (Path path : paths.filter(each -> !each.endsWith(route)).toList()) {
        Files.copy(path, rest.resolve(all.relativize(path).toString()));
      }
    }
    set("paywatt.routes.directory", rest);
  }

  /** Starts it and waits until it is healthy. @throws BenchFailed naming its log when it does not start */
  Servers start() throws IOException, BenchFailed {
    process = launcher("run");
    long end = System.nanoTime() + START.toNanos();
    while (!isHealthy()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new BenchFailed("the hub did not start; see " + log("run"));
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    return new Servers(data.resolve("embedded/state.properties"));
  }

  long pid() {
    return process.pid();
  }

  /** Where config/ and routes/ are. */
  Path home() {
    return home;
  }

  /** Ends the hub alone, as a power failure would; its servers stay. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  int httpPort() {
    return httpPort;
  }

  /** Signs payment notices as this hub expects them. */
  StandardSender sender() {
    return new StandardSender("http://127.0.0.1:" + httpPort + "/webhooks/standard", secret);
  }

  /** Header of a request to the API. */
  String authorization() {
    return "Bearer " + token;
  }

  /** Runs a command beside the hub. @throws BenchFailed naming its log when it does not end well */
  void call(String... command) throws IOException, InterruptedException, BenchFailed {
    Process call = launcher(command);
    if (!call.waitFor(START.toSeconds(), TimeUnit.SECONDS) || call.exitValue() != 0) {
      call.destroyForcibly();
      throw new BenchFailed("./paywatt " + String.join(" ", command) + " did not end well; see " + log(command[0]));
    }
  }

  /** Imports meters of a kind, an account each. @throws BenchFailed when they are refused */
  void importMeters(ReadingKind kind, int count) throws IOException, BenchFailed {
    StringBuilder csv = new StringBuilder("site,room,account,holder,phone,locale,meter,make,tariff,opening_balance,register_wh,"
        + "multiplier,address,gateway\n");
    for (int meter = 0; meter < count; meter++) {
      String serial = kind.serial(meter);
      String[] columns = kind.columns(meter);
      csv.append("Bench,").append(serial).append(',').append(serial).append(",Resident,,en,").append(serial).append(',')
          .append(columns[0]).append(",flat,100.00,0,1,").append(columns[1]).append(',').append(columns[2]).append('\n');
    }
    importCsv(csv.toString());
  }

  /** Imports accounts, one meter each. @throws BenchFailed when they are refused */
  void importMeters(List<String> serials) throws IOException, BenchFailed {
    StringBuilder csv = new StringBuilder(
        "site,room,account,holder,phone,locale,meter,make,tariff,opening_balance,register_wh,multiplier\n");
    serials.forEach(serial -> csv.append("Bench,").append(serial).append(',').append(serial).append(",Resident,,en,")
        .append(serial).append(",native,flat,100.00,0,1\n"));
    importCsv(csv.toString());
  }

  private void importCsv(String csv) throws IOException, BenchFailed {
    HttpCaller.Answer answer = http.call("POST", "http://127.0.0.1:" + httpPort + "/api/v1/imports",
        Map.of("Authorization", authorization(), "Content-Type", "text/csv"),
        csv.getBytes(StandardCharsets.UTF_8));
    if (!answer.ok()) {
      throw new BenchFailed("the import of meters was answered " + answer.status() + ": " + answer.text());
    }
  }

  /**
   * Bills what waits by {@code ./paywatt reconcile} in a process of its own, whose heap may not grow beyond 512 MB.
   *
   * @return its JSON
   * @throws BenchFailed when it does not end well
   */
  JsonNode reconcile() throws IOException, InterruptedException, BenchFailed {
    Process reconcile = startReconcile();
    byte[] out = reconcile.getInputStream().readAllBytes();
    int status = reconcile.waitFor();
    if (status != 0) {
      throw new BenchFailed("./paywatt reconcile ended with status " + status + "; see " + log("reconcile"));
    }
    return Json.parse(out);
  }

  /** As {@link #reconcile()}, left running. */
  Process startReconcile() throws IOException {
    ProcessBuilder builder = builder("reconcile", "--json");
    builder.environment().put("JDK_JAVA_OPTIONS", HEAP);
    return builder.redirectError(log("reconcile")).start();
  }

  /** Ends the hub and its servers. May be called again. */
  synchronized void close() throws IOException, InterruptedException {
    if (process == null) {
      return;
    }
    process = null;
    Process stop = launcher("stop");
    if (!stop.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      stop.destroyForcibly();
    }
  }

  /** Logs and tables of this run. */
  Path data() {
    return data;
  }

  /** Deletes the data, once it is closed. */
  void deleteData() throws IOException {
    try (Stream<Path> paths = Files.walk(data)) {
      paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }

  private boolean isHealthy() {
    try {
      return http.call("GET", "http://127.0.0.1:" + managementPort + "/observe/health", Map.of(), null).ok();
    } catch (IOException notUpYet) {
      return false;
    }
  }

  private Process launcher(String... command) throws IOException {
    ProcessBuilder builder = builder(command);
    builder.environment().put("JDK_JAVA_OPTIONS", HEAP);
    return builder.redirectErrorStream(true).redirectOutput(log(command[0])).start();
  }

  private ProcessBuilder builder(String... command) {
    ProcessBuilder builder = new ProcessBuilder(home.resolve("paywatt").toString());
    builder.command().addAll(List.of(command));
    builder.command().addAll(defines);
    builder.environment().keySet().removeIf(name -> name.startsWith("PAYWATT_"));
    builder.environment().putAll(settings);
    return builder.redirectInput(new File("/dev/null"));
  }

  private File log(String command) {
    return data.resolve("bench-" + command + ".log").toFile();
  }

  private void set(String key, Object value) {
    settings.put(variable(key), value.toString());
  }

  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
