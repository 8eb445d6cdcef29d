package io.paywatt.hub.cli;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import io.paywatt.ledger.reconcile.Recalculated;
import io.paywatt.ledger.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt tariffs recalculate}. */
@Command(name = "recalculate", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "What accounts would have been charged by the tariff as it is now, when it was corrected after the fact.",
    "Shows the difference of each account; with --post a correction entry puts it right, once. Safe to stop and run again."})
public final class RecalculateCommand implements Callable<Integer> {
  private static final int NANO_DIGITS = 9;

  @Parameters(paramLabel = "TARIFF", description = "Code of the tariff.")
  private String tariff;
  @Option(names = "--from", required = true, paramLabel = "DATE", description = "First day, as 2026-11-01.")
  private LocalDate from;
  @Option(names = "--account", paramLabel = "ID", description = "Only this account.")
  private String account;
  @Option(names = "--post", description = "Post the corrections.")
  private boolean post;
  @Option(names = "--json", description = "A line of JSON for each account with a difference or an obstacle.")
  private boolean json;

  private int accounts;
  private int differing;
  private int obstacles;
  private BigDecimal sum = BigDecimal.ZERO;

  @Override
  public Integer call() {
    try (Session session = new Session()) {
      session.ledger.recalculation.run(tariff, from, account, post, System.getProperty("user.name"), this::tell);
      if (!json) {
        System.out.println(accounts + " accounts looked at, " + differing + " differ by " + sum.toPlainString() + " together, "
            + obstacles + " can't be recalculated." + (differing > 0 && !post ? " With --post they are put right." : ""));
      }
      return obstacles == 0 ? 0 : 1;
    }
  }

  private void tell(Recalculated each) {
    accounts++;
    obstacles += each.obstacle() == null ? 0 : 1;
    if (!each.isOfNote()) {
      return;
    }
    differing += each.entries() > 0 ? 1 : 0;
    sum = sum.add(units(each.differenceNano()));
    if (json) {
      System.out.println(Json.write(each));
    } else if (each.obstacle() != null) {
      System.out.println(each.account() + ": " + each.obstacle());
    } else {
      System.out.println(each.account() + ": charged " + units(each.chargedNano()).toPlainString() + ", due "
          + units(each.dueNano()).toPlainString() + " " + each.currency() + ", " + each.entries() + " entries differ by "
          + units(each.differenceNano()).toPlainString() + (each.entryKey() == null ? "" : ", posted as " + each.entryKey()));
    }
  }

  private static BigDecimal units(long nano) {
    return BigDecimal.valueOf(nano, NANO_DIGITS).stripTrailingZeros();
  }
}
