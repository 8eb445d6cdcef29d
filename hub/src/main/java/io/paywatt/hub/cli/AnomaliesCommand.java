package io.paywatt.hub.cli;

import java.util.Objects;
import io.paywatt.ledger.anomaly.Anomalies;
import io.paywatt.ledger.anomaly.AnomalyView;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.user.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt anomalies list|show}. */
@Command(name = "anomalies", mixinStandardHelpOptions = true, description = "What is or was wrong with meters and sites.")
public final class AnomaliesCommand {
  @Command(name = "list", mixinStandardHelpOptions = true, description = "The newest first.")
  int list(@Option(names = "--state", description = "open or closed.") String state,
      @Option(names = "--site", description = "Only of the site of this name.") String site,
      @Option(names = "--meter", description = "Only of this meter.") String meter,
      @Option(names = "--kind", description = "Only of this kind, e.g. over-voltage.") String kind,
      @Option(names = "--limit", defaultValue = "50", description = "At most so many (default ${DEFAULT-VALUE}).") int limit,
      @Option(names = "--after", description = "The 'next' of the part before.") String after,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      Page<AnomalyView> page = session.ledger.anomalies.list(new Anomalies.Filter(state, site, meter, kind), limit, after, Scope.EVERY);
      if (json) {
        System.out.println(Json.write(page));
        return 0;
      }
      page.items().forEach(item -> System.out.println(line(item)));
      System.out.println(page.items().isEmpty() ? "Nothing found." : page.next() == null
          ? "Follow one: ./paywatt anomalies show ID" : "More: --after " + page.next());
      return 0;
    }
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "One with its timeline.")
  int show(@Parameters(paramLabel = "ID") long id,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      AnomalyView anomaly = session.ledger.anomalies.get(id);
      if (json) {
        System.out.println(Json.write(anomaly));
        return 0;
      }
      System.out.println(line(anomaly));
      anomaly.steps().forEach(step -> System.out.printf("  %s  %-8s %s%n", step.at(), step.step(),
          Objects.toString(step.detail(), "")));
      return 0;
    }
  }

  private static String line(AnomalyView item) {
    return String.format("%-6d %-22s %-6s %s  %s%s%s", item.id(), item.kind(), item.state(), item.since(), item.site(),
        item.meter() == null ? "" : ", meter " + item.meter(),
        item.worst() == null ? "" : ", " + (item.worst().toPlainString() + " " + item.unit()).strip());
  }
}
