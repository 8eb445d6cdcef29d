package io.paywatt.hub.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import io.paywatt.hub.run.SystemCheck;
import io.paywatt.ledger.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./paywatt check}. */
@Command(name = "check", mixinStandardHelpOptions = true, description = {
    "Check configuration, ports, tariffs, texts, makes of meters, routes, database, books, clock and broker.",
    "Every broken part is named with what to do. Exit 1 when there is one."})
public final class CheckCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Answer as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    List<SystemCheck.Part> parts = SystemCheck.run();
    boolean ok = parts.stream().allMatch(SystemCheck.Part::ok);
    if (json) {
      System.out.println(Json.write(Map.of("ok", ok, "parts", parts)));
      return ok ? 0 : 1;
    }
    for (SystemCheck.Part part : parts) {
      System.out.printf("%-4s %-14s %s%n", part.ok() ? "ok" : "BAD", part.name(), part.ok() ? part.detail() : "");
      part.problems().forEach(problem -> System.out.println("       " + problem));
    }
    System.out.println(ok ? "All is well." : "Something is wrong: see the lines marked BAD.");
    return ok ? 0 : 1;
  }
}
