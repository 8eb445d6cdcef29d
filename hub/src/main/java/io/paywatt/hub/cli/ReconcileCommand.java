package io.paywatt.hub.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.concurrent.Callable;
import io.paywatt.ledger.reconcile.ReconcileResult;
import io.paywatt.ledger.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./paywatt reconcile}: one run now, besides the schedule. */
@Command(name = "reconcile", mixinStandardHelpOptions = true, description = {
    "Bill the readings that wait, now. Safe beside the schedule.",
    "Ctrl-C stops it at any time: what is billed stays billed, and the next run goes on there."})
public final class ReconcileCommand implements Callable<Integer> {
  private static final int MEGABYTE = 1 << 20;

  @Option(names = "--json", description = "Answer as JSON, with what it took.")
  private boolean json;

  @Override
  public Integer call() {
    try (Session session = new Session()) {
      Thread stopped = new Thread(() -> System.err.println("\nStopped. What is billed stays billed; the next run goes on there."));
      ProgressBar bar = new ProgressBar("meters", session.ledger.reconciler.waiting());
      Runtime.getRuntime().addShutdownHook(stopped);
      long began = System.nanoTime();
      ReconcileResult result = session.ledger.reconciler.run(soFar -> bar.at(soFar.meters() + soFar.skipped()));
      double seconds = (System.nanoTime() - began) / 1e9;
      Runtime.getRuntime().removeShutdownHook(stopped);
      bar.end();
      System.out.println(json ? json(result, seconds) : result.meters() + " meters billed, " + result.energyWh() + " Wh, "
          + result.quarantined() + " readings kept aside, " + result.skipped() + " meters skipped (see the desk).");
      return result.skipped() == 0 ? 0 : 1;
    }
  }

  private static String json(ReconcileResult result, double seconds) {
    var report = Json.object(Json.write(result));
    long heap = ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    return Json.write(report.put("millis", Math.round(seconds * 1000)).put("heapMegabytes", heap / MEGABYTE));
  }
}
