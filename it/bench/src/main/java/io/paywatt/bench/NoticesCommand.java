package io.paywatt.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import io.paywatt.simulator.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./paywatt bench notices}. Exit status: 0 drained, 1 not so, 2 used wrongly. */
@Command(name = "notices", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Fills the queue of messages and measures how fast it drains, beside what the provider allows, and what memory that takes.",
    "Starts a hub and servers of its own, and deletes their data afterwards."})
final class NoticesCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;
  @Option(names = "--count", defaultValue = "100000", paramLabel = "N", description = "Messages (${DEFAULT-VALUE}).")
  private int count;
  @Option(names = "--rate", defaultValue = "500", paramLabel = "N",
      description = "Messages a second that the provider allows (${DEFAULT-VALUE}).")
  private int rate;
  @Option(names = "--json", description = "The result as JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Main.check(spec, "--count", count, 1_000_000);
    Main.check(spec, "--rate", rate, 100_000);
    return Stand.use(Stand.NEVER, hub -> NoticeQueue.allow(hub, rate), (hub, servers) -> {
      NoticeQueue.Result result = new NoticeQueue(hub, servers, Stand::say).drain(count);
      spec.commandLine().getOut().println(json ? Json.object().put("count", count).put("allowed", rate)
          .put("perSecond", result.perSecond()).put("twice", result.twice()).put("outOfOrder", result.outOfOrder())
          .put("liveBytesAtATenth", result.liveBytesEarly()).put("liveBytesAtTheEnd", result.liveBytesLate())
          .put("hubCpuMicros", result.cpuMicros().get("hub")).put("databaseCpuMicros", result.cpuMicros().get("database"))
          : result.line(count, rate));
      spec.commandLine().getOut().flush();
    });
  }
}
