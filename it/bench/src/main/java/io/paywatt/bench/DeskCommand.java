package io.paywatt.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Function;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./paywatt bench desk}. Exit status: 0 measured, 1 could not be measured, 2 used wrongly. */
@Command(name = "desk", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Searches a desk of very many failed messages by reference, meter, phone, amount and words over the API, in turn with the",
    "cheapest question of the same API: one message by its number. How many times as long the median and the 95th percentile",
    "take."})
final class DeskCommand implements Callable<Integer> {
  private static final int MOST_MESSAGES = 10_000_000;
  private static final int WARM_UP = 50;
  private static final String BY_KEY = "by number";

  @Spec
  private CommandSpec spec;
  @Option(names = "--messages", defaultValue = "1000000", paramLabel = "N",
      description = "Messages on the desk, rounded down to 10000s (${DEFAULT-VALUE}).")
  private int messages;
  @Option(names = "--count", defaultValue = "300", paramLabel = "N", description = "Questions of each kind (${DEFAULT-VALUE}).")
  private int count;
  @Option(names = "--json", description = "The result as JSON on standard output.")
  private boolean json;

  private final Random random = new Random(17);

  @Override
  public Integer call() throws IOException {
    Main.check(spec, "--messages", messages, MOST_MESSAGES);
    Main.check(spec, "--count", count, MOST_MESSAGES);
    messages = Math.max(DeskData.METERS, messages / DeskData.METERS * DeskData.METERS);
    return Stand.use(Stand.NEVER, (hub, servers) -> {
      Stand.say("Writing " + messages + " messages ...");
      try (Connection database = servers.hub()) {
        new DeskData(messages).write(database);
      }
      print(measure(hub));
    });
  }

  private Map<String, Function<Random, String>> questions() {
    Map<String, Function<Random, String>> kinds = new LinkedHashMap<>();
    kinds.put(BY_KEY, any -> "/" + message(any));
    kinds.put("reference", any -> "?reference=" + DeskData.reference(message(any)));
    kinds.put("meter", any -> "?meter=" + DeskData.meter(any.nextInt(DeskData.METERS)));
    kinds.put("phone", any -> "?phone=" + text(DeskData.phone(1 + any.nextInt(DeskData.METERS - 1))));
    kinds.put("amount", any -> "?amount=" + (1 + any.nextInt(50_000)));
    kinds.put("reference as words", any -> "?q=" + DeskData.reference(message(any)));
    kinds.put("a word of some", any -> "?q=" + "flat%04d".formatted(1 + any.nextInt(998)));
    kinds.put("a word of all", any -> "?q=rent");
    kinds.put("both words", any -> "?q=" + text("rent flat%04d".formatted(1 + any.nextInt(998))));
    return kinds;
  }

  private Map<String, long[]> measure(HubUnderTest hub) throws Exception {
    Map<String, Function<Random, String>> kinds = questions();
    Map<String, long[]> took = new LinkedHashMap<>();
    kinds.keySet().forEach(kind -> took.put(kind, new long[count]));
    try (KeepAlive connection = new KeepAlive(hub.httpPort())) {
      for (int i = -WARM_UP; i < count; i++) {
        for (var kind : kinds.entrySet()) {
          byte[] request = KeepAlive.get("/api/v1/failed" + kind.getValue().apply(random), hub.authorization());
          long asked = System.nanoTime();
          int status = connection.exchange(request);
          long answered = System.nanoTime() - asked;
          if (status != 200) {
            throw new BenchFailed(kind.getKey() + " was answered " + status);
          }
          if (i >= 0) {
            took.get(kind.getKey())[i] = answered;
          }
        }
      }
    }
    return took;
  }

  private void print(Map<String, long[]> took) {
    ObjectNode result = Json.object().put("messages", messages).put("count", count);
    StringBuilder table = new StringBuilder(messages + " messages, p50 and p95 of " + count + " questions each\n");
    took.forEach((kind, all) -> {
      ObjectNode figures = result.putObject(kind);
      table.append(String.format("  %-20s", kind));
      for (int percent : new int[] {50, 95}) {
        long nanos = Stats.percentile(all, percent);
        double times = (double) nanos / Stats.percentile(took.get(BY_KEY), percent);
        figures.put("p" + percent + "Micros", nanos / 1000).put("p" + percent + "Ratio", Math.round(100 * times) / 100.0);
        table.append(String.format(" %7.2f ms %5.2f times ", nanos / 1e6, times));
      }
      table.append(System.lineSeparator());
    });
    spec.commandLine().getOut().print(json ? result.toPrettyString() + "\n" : table);
    spec.commandLine().getOut().flush();
  }

  private int message(Random any) {
    return 1 + any.nextInt(messages);
  }

  private static String text(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
