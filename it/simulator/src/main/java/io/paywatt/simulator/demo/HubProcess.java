package io.paywatt.simulator.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import io.paywatt.simulator.http.HttpCaller;

/** The real hub as a child process, started and stopped by the launcher as a user does. */
final class HubProcess {
  private static final Duration START = Duration.ofSeconds(150);
  private static final Duration STOP = Duration.ofSeconds(90);
  private static final int LOG_LINES = 15;

  private final DemoSettings settings;
  private final Map<String, String> environment;
  private final HttpCaller http = new HttpCaller(Duration.ofSeconds(5));
  private Process hub;

  /** @param environment added to that of this process */
  HubProcess(DemoSettings settings, Map<String, String> environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /**
   * Starts it and waits until it is healthy and its API takes the token, which a stranger on the same port does not.
   *
   * @return the API token
   */
  String start() throws IOException, StepFailed {
    Files.createDirectories(settings.hubLog().getParent());
    hub = launcher("run").redirectErrorStream(true).redirectOutput(settings.hubLog().toFile()).start();
    String health = "http://127.0.0.1:" + settings.managementPort() + "/observe/health";
    Waiting.until("the hub to be healthy (" + health + ") and to answer at " + settings.hubUrl(), START, () -> {
      if (!hub.isAlive()) {
        throw new StepFailed("the hub ended with status " + hub.exitValue() + ":\n" + tail());
      }
      int status = http.call("GET", health, Map.of(), null).status();
      return status == 200 ? http.call("GET", settings.hubUrl() + "/api/v1/books",
          Map.of("Authorization", "Bearer " + token()), null).status() : status;
    }, status -> status == 200);
    return token();
  }

  private String token() throws IOException {
    String configured = settings.get("paywatt.api.token", null);
    return configured != null ? configured : Files.readString(settings.tokenFile()).strip();
  }

  /** Runs another command of the launcher with the same settings. @return its exit status */
  int run(String... command) throws IOException, StepFailed {
    File output = settings.data().resolve("logs").resolve("demo-" + command[0] + ".log").toFile();
    Process process = launcher(command).redirectErrorStream(true).redirectOutput(output).start();
    if (!ended(process, "paywatt " + command[0])) {
      process.destroyForcibly();
      throw new StepFailed("paywatt " + command[0] + " did not end within " + STOP.toSeconds() + " s; see " + output);
    }
    return process.exitValue();
  }

  private static boolean ended(Process process, String what) throws StepFailed {
    try {
      return process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StepFailed("interrupted while " + what + " ran");
    }
  }

  /** Ends the hub and the servers that were started with it. */
  void stop() throws IOException, StepFailed {
    if (hub == null) {
      return;
    }
    int status = run("stop");
    // this process may hear of the end of another one later than the launcher does
    if (status != 0 || !ended(hub, "the hub")) {
      hub.destroy();
      throw new StepFailed("paywatt stop ended with status " + status + "; see " + settings.data().resolve("logs"));
    }
  }

  /** Waits until the hub ends by itself. */
  void await() throws InterruptedException {
    hub.waitFor();
  }

  private ProcessBuilder launcher(String... command) {
    List<String> line = new ArrayList<>(List.of(settings.launcher().toString()));
    line.addAll(List.of(command));
    line.addAll(settings.defineArguments());
    ProcessBuilder builder = new ProcessBuilder(line).redirectInput(new File("/dev/null"));
    builder.environment().putAll(environment);
    return builder;
  }

  // what the launcher and the hub say to a person begins with their name; the rest is for engineers
  private String tail() throws IOException {
    Path log = settings.hubLog();
    List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
    List<String> said = lines.stream().filter(line -> line.startsWith("paywatt: ")).toList();
    List<String> shown = said.isEmpty() ? lines : said;
    return String.join("\n", shown.subList(Math.max(0, shown.size() - LOG_LINES), shown.size()));
  }
}
