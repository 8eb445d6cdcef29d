package io.paywatt.hub.cli;

import java.util.List;
import java.util.Map;
import io.paywatt.ledger.refund.Refund;
import io.paywatt.ledger.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt payments refunds list|done|refused|retry}: how refunds stand, and those that wait for a person. */
@Command(name = "refunds", mixinStandardHelpOptions = true,
    description = "How the refunds of a payment stand; end or resend those that wait for a person.")
public final class RefundsCommand {
  @Command(name = "list", mixinStandardHelpOptions = true, description = "The refunds of a payment, oldest first.")
  int list(@Parameters(paramLabel = "PAYMENT") long payment,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      List<Refund> refunds = session.ledger.refunds.of(payment);
      if (json) {
        System.out.println(Json.write(Map.of("items", refunds)));
      } else {
        refunds.forEach(refund -> System.out.println(MoneyText.line(refund)));
        System.out.println(refunds.isEmpty() ? "No refunds." : refunds.size() + " refunds.");
      }
      return 0;
    }
  }

  @Command(name = "done", mixinStandardHelpOptions = true, description = "You have paid a held or abnormal refund out.")
  int done(@Parameters(paramLabel = "PAYMENT") long payment, @Parameters(paramLabel = "REFUND") String refund,
      @Option(names = "--reference", required = true, description = "Where to find that again.") String reference,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      return print(session.ledger.refunds.done(payment, refund, reference, actor()), json);
    }
  }

  @Command(name = "refused", mixinStandardHelpOptions = true,
      description = "A held or abnormal refund will not be paid out: the account gets the money back.")
  int refused(@Parameters(paramLabel = "PAYMENT") long payment, @Parameters(paramLabel = "REFUND") String refund,
      @Option(names = "--reason", required = true, description = "Why, for the audit.") String reason,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      return print(session.ledger.refunds.refuse(payment, refund, reason, actor()), json);
    }
  }

  @Command(name = "retry", mixinStandardHelpOptions = true, description = "Send a held refund again now, under its number.")
  int retry(@Parameters(paramLabel = "PAYMENT") long payment, @Parameters(paramLabel = "REFUND") String refund,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      return print(session.ledger.refunds.retry(payment, refund, actor()), json);
    }
  }

  private static int print(Refund refund, boolean json) {
    System.out.println(json ? Json.write(refund) : MoneyText.line(refund));
    return 0;
  }

  private static String actor() {
    return System.getProperty("user.name");
  }
}
