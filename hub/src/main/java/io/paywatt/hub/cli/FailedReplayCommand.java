package io.paywatt.hub.cli;

import java.util.List;
import java.util.concurrent.Callable;
import io.paywatt.ledger.failed.FailedFilter;
import io.paywatt.ledger.replay.ReplayPlan;
import io.paywatt.ledger.replay.ReplayRuns;
import io.paywatt.ledger.replay.ReplayStarted;
import io.paywatt.ledger.replay.Selection;
import io.paywatt.ledger.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./paywatt failed replay}. */
@Command(name = "replay", mixinStandardHelpOptions = true, description = {
    "Replay failed messages through the door they failed behind: by their numbers, or all that wait and fit the options.",
    "Nothing is ever credited twice. The set is fixed now; the running hub does the work, see ./paywatt failed runs."})
final class FailedReplayCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "0..*")
  private List<Long> ids;
  @Mixin
  private FailedOptions filter;
  @Option(names = "--up-to", paramLabel = "ID", description = "None above this number: what the dry run saw, and no more.")
  private Long upTo;
  @Option(names = "--per-second", defaultValue = "20", paramLabel = "N",
      description = "At most so many a second, 1 to 200 (default ${DEFAULT-VALUE}).")
  private int perSecond;
  @Option(names = "--dry-run", description = "Only say what would happen.")
  private boolean dryRun;
  @Option(names = "--json", description = "Answer as JSON.")
  private boolean json;
  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    boolean named = ids != null && !ids.isEmpty();
    if (named != filter.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Say which: either numbers of messages, or options such as --group");
    }
    FailedFilter which = named ? null : filter.filter();
    Selection selection = new Selection(named ? ids : null, null, which, upTo);
    try (Session session = new Session()) {
      ReplayRuns replays = session.ledger.replays;
      if (dryRun) {
        ReplayPlan plan = replays.plan(selection);
        System.out.println(json ? Json.write(plan) : FailedText.of(plan) + "\nDo it: leave out --dry-run"
            + (named ? "" : ", and add --up-to " + plan.upTo()));
        return all(plan);
      }
      ReplayStarted started = replays.start(selection, perSecond, Session.actor());
      System.out.println(json ? Json.write(started) : FailedText.of(started.plan()) + (started.run() == null
          ? "\nNothing of it can go." : "\nFollow it: ./paywatt failed runs show " + started.run().id()));
      return all(started.plan());
    }
  }

  /** 1 when something was held. */
  private static int all(ReplayPlan plan) {
    return plan.items().stream().allMatch(ReplayPlan.Item::goes) ? 0 : 1;
  }
}
