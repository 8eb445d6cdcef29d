package io.paywatt.hub.cli;

import java.util.Map;
import io.paywatt.ledger.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./paywatt usage keep|rebuild}. */
@Command(name = "usage", mixinStandardHelpOptions = true, description = "Usage of whole days, kept for questions about long times.")
public final class UsageCommand {
  @Command(name = "keep", mixinStandardHelpOptions = true,
      description = "Keep the days that are over and billed, now. Safe beside the schedule and to stop at any time.")
  int keep(@Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      return print(session.ledger.usageKeeper.keep(), json);
    }
  }

  @Command(name = "rebuild", mixinStandardHelpOptions = true, description = {
      "Forget what is kept and make it anew from readings and charges, for example after the zone was changed.",
      "Safe to stop at any time: the schedule goes on with it."})
  int rebuild(@Option(names = "--meter", description = "Only this one; else all.") String serial,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      return print(session.ledger.usageKeeper.rebuild(serial), json);
    }
  }

  private static int print(long days, boolean json) {
    System.out.println(json ? Json.write(Map.of("days", days)) : days + " days of meters kept.");
    return 0;
  }
}
