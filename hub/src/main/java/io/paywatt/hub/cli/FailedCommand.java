package io.paywatt.hub.cli;

import java.util.List;
import java.util.Map;
import io.paywatt.ledger.failed.FailedDetail;
import io.paywatt.ledger.failed.FailedView;
import io.paywatt.ledger.failed.ReplayPlan;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Page;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt failed list|show|replay}: the desk of failed messages at the terminal. */
@Command(name = "failed", mixinStandardHelpOptions = true, description = "Find, read and replay failed messages.")
public final class FailedCommand {
  @Command(name = "list", mixinStandardHelpOptions = true, description = "Failed messages, newest first.")
  int list(@Option(names = "--state", description = "open, replaying, replayed or failed-again.") String state,
      @Option(names = "--route", description = "Only of this route.") String route,
      @Option(names = "--limit", defaultValue = "50", description = "At most so many (default ${DEFAULT-VALUE}).") int limit,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      Page<FailedView> page = session.ledger.failed.list(state, route, limit, null);
      if (json) {
        System.out.println(Json.write(Map.of("items", page.items())));
        return 0;
      }
      page.items().forEach(item -> System.out.printf("%6d  %s  %-12s  %-20s  %s%n", item.id(), item.failedAt(),
          item.state(), item.route(), item.error()));
      System.out.println(page.items().isEmpty() ? "Nothing failed." : "Read one: ./paywatt failed show ID");
      return 0;
    }
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "One failed message, whole.")
  int show(@Parameters(paramLabel = "ID") long id, @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      FailedDetail detail = session.ledger.failed.get(id).orElse(null);
      if (detail == null) {
        System.err.println("paywatt: there is no failed message " + id);
        return 1;
      }
      System.out.println(json ? Json.write(detail) : FailedText.of(detail));
      return 0;
    }
  }

  @Command(name = "replay", mixinStandardHelpOptions = true, description = {
      "Replay failed messages through the door they failed behind. Nothing is ever credited twice.",
      "The running hub does the work; the result is in failed list."})
  int replay(@Parameters(paramLabel = "ID", arity = "1..*") List<Long> ids,
      @Option(names = "--dry-run", description = "Only say what would happen.") boolean dryRun,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      ReplayPlan plan = session.ledger.failed.plan(ids);
      if (!dryRun) {
        session.ledger.failed.start(ids, System.getProperty("user.name"));
      }
      if (json) {
        System.out.println(Json.write(plan));
      } else {
        plan.items().forEach(item -> System.out.printf("%6d  %-8s  %s%n", item.id(), item.action(),
            item.why() == null ? "through " + item.replayTo() : item.why()));
      }
      return plan.items().stream().allMatch(item -> item.action().equals("replay")) ? 0 : 1;
    }
  }
}
