package io.paywatt.hub.cli;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.credit.ProtectedDays;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.user.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt days}: dated days without a cut. */
@Command(name = "days", mixinStandardHelpOptions = true,
    description = "Holidays and weather days, on which nobody is cut; weekend days on which people work.")
public final class DaysCommand {
  @Command(name = "list", mixinStandardHelpOptions = true, description = "The days from today on.")
  int list(@Option(names = "--from", description = "First day, such as 2026-10-01.") LocalDate from,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      return print(session.ledger.protectedDays.from(from == null ? LocalDate.now(session.ledger.zone) : from, Scope.EVERY), json);
    }
  }

  @Command(name = "set", mixinStandardHelpOptions = true, description = "Say what a day is.")
  int set(@Parameters(paramLabel = "DAY", description = "Such as 2026-10-01.") LocalDate day,
      @Parameters(paramLabel = "KIND", description = "holiday or weather: no cut; working: a weekend day with cuts;"
          + " ordinary: nothing is said of it any more.") String kind,
      @Parameters(paramLabel = "NAME", arity = "0..1", description = "What people call it.") String name,
      @Option(names = "--site", description = "Only there; without it everywhere.") String site,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      session.ledger.protectedDays.set(day, kind.equals("ordinary") ? null : kind, name == null ? kind : name, site,
          System.getProperty("user.name"));
      return print(session.ledger.protectedDays.from(day, Scope.EVERY), json);
    }
  }

  private static int print(List<ProtectedDays.Day> days, boolean json) {
    if (json) {
      System.out.println(Json.write(Map.of("items", days)));
    } else {
      days.forEach(day -> System.out.printf("%s  %-8s  %-20s  %s%n", day.day(), day.kind(), day.name(),
          day.site() == null ? "every site" : day.site()));
      System.out.println(days.size() + " days.");
    }
    return 0;
  }
}
