package io.paywatt.hub.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import io.paywatt.ledger.replay.ReplayRun;
import io.paywatt.ledger.replay.RunItem;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Page;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt failed runs list|show|pause|resume|cancel}. */
@Command(name = "runs", mixinStandardHelpOptions = true, description = "Replays under way and ended; pause, resume, cancel.")
final class FailedRunsCommand {
  private static final int SHOWN = 500;

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Newest first.")
  int list(@Option(names = "--state", description = "running, paused, cancelled or done.") String state,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      Page<ReplayRun> page = session.ledger.replays.list(state, SHOWN, null);
      if (json) {
        System.out.println(Json.write(page));
        return 0;
      }
      page.items().forEach(run -> System.out.println(line(run)));
      System.out.println(page.items().isEmpty() ? "There is none." : "One with its items: ./paywatt failed runs show RUN");
      return 0;
    }
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "One with its items.")
  int show(@Parameters(paramLabel = "RUN") long id,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      ReplayRun run = session.ledger.replays.get(id);
      List<RunItem> items = session.ledger.replays.items(id, null, SHOWN, null).items();
      if (json) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("run", run);
        whole.put("items", items);
        System.out.println(Json.write(whole));
        return 0;
      }
      System.out.println(line(run));
      items.forEach(item -> System.out.printf("%8d  %-14s  %-9s  %s%n", item.id(), item.plan(), item.state(),
          item.result() == null ? "" : item.result()));
      return 0;
    }
  }

  @Command(name = "pause", mixinStandardHelpOptions = true, description = "Stop one; nothing goes a second later.")
  int pause(@Parameters(paramLabel = "RUN") long id) {
    return change(id, session -> session.ledger.replays::pause);
  }

  @Command(name = "resume", mixinStandardHelpOptions = true, description = "Go on with one.")
  int resume(@Parameters(paramLabel = "RUN") long id) {
    return change(id, session -> session.ledger.replays::resume);
  }

  @Command(name = "cancel", mixinStandardHelpOptions = true,
      description = "End one; what has not gone waits on the desk again.")
  int cancel(@Parameters(paramLabel = "RUN") long id) {
    return change(id, session -> session.ledger.replays::cancel);
  }

  private static int change(long id, Function<Session, BiFunction<Long, String, ReplayRun>> what) {
    try (Session session = new Session()) {
      System.out.println(line(what.apply(session).apply(id, Session.actor())));
      return 0;
    }
  }

  private static String line(ReplayRun run) {
    return String.format("%6d  %s  %-9s  %s  by %s%s", run.id(), run.createdAt(), run.state(),
        run.counts().entrySet().stream().filter(count -> count.getValue() > 0)
            .map(count -> count.getValue() + " " + count.getKey()).collect(Collectors.joining(", ")), run.actor(),
        run.why() == null ? "" : " - " + run.why());
  }
}
