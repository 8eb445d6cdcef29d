package io.paywatt.hub.cli;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import io.paywatt.ledger.debt.DebtChange;
import io.paywatt.ledger.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt accounts debt}. */
@Command(name = "debt", mixinStandardHelpOptions = true, description = {
    "What was added to the debt of an account and remitted; with --add or --remit another change.",
    "The customer of a new debt is told, and payments are shared with it after paywatt.credit.debt-notice."})
public final class AccountDebtCommand implements Callable<Integer> {
  private static final int MOST = 50;

  @Parameters(paramLabel = "ACCOUNT")
  String account;
  @Option(names = "--add", paramLabel = "MINOR", description = "Minor units that are owed more: 2000 for 20.00.")
  Long add;
  @Option(names = "--remit", paramLabel = "MINOR", description = "Minor units that need not be paid.")
  Long remit;
  @Option(names = "--reason", description = "Why, for the audit; needed with --add and --remit.")
  String reason;
  @Option(names = "--key", description = "Idempotency key: the same key again changes nothing twice.")
  String key;
  @Option(names = "--json", description = "Answer as JSON.")
  boolean json;

  @Override
  public Integer call() {
    try (Session session = new Session()) {
      if (add != null && remit != null) {
        System.err.println("paywatt: --add and --remit: both given, allowed is one of them");
        return 2;
      }
      if (add != null || remit != null) {
        session.ledger.debts.change(account, key == null ? "cli-" + UUID.randomUUID() : key,
            add != null ? add : -remit, reason, System.getProperty("user.name"));
      }
      var changes = session.ledger.debts.changes(account, MOST);
      if (json) {
        System.out.println(Json.write(Map.of("items", changes)));
      } else {
        changes.forEach(change -> System.out.println(line(change)));
        System.out.println(CreditText.of(session.ledger.creditBoard.view(account)));
      }
      return 0;
    }
  }

  private static String line(DebtChange change) {
    return String.format("%s  %14s  by %s: %s", change.at(), MoneyText.money(change.amount(), change.currency()),
        change.actor(), change.reason());
  }
}
