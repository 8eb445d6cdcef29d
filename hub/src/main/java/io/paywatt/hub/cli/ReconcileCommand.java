package io.paywatt.hub.cli;

import java.util.concurrent.Callable;
import io.paywatt.ledger.reconcile.ReconcileResult;
import io.paywatt.ledger.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./paywatt reconcile}: one run now, besides the schedule. */
@Command(name = "reconcile", mixinStandardHelpOptions = true,
    description = "Bill the readings that wait, now. Safe beside the schedule and to stop at any time.")
public final class ReconcileCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Answer as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    try (Session session = new Session()) {
      ReconcileResult result = session.ledger.reconciler.run(soFar -> progress(soFar.meters()));
      System.out.println(json ? Json.write(result) : result.meters() + " meters billed, " + result.energyWh() + " Wh, "
          + result.quarantined() + " readings kept aside, " + result.skipped() + " meters skipped (see the desk).");
      return result.skipped() == 0 ? 0 : 1;
    }
  }

  private static void progress(long meters) {
    if (System.console() != null) {
      System.err.print("\r" + meters + " meters ");
    }
  }
}
