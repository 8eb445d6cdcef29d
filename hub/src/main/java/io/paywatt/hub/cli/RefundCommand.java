package io.paywatt.hub.cli;

import java.util.UUID;
import java.util.concurrent.Callable;
import io.paywatt.ledger.refund.Refund;
import io.paywatt.ledger.refund.RefundRequest;
import io.paywatt.ledger.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt payments refund}. */
@Command(name = "refund", mixinStandardHelpOptions = true, description = {
    "Give a payment back, at most what was paid and is still on the balance.",
    "The running hub sends it; ./paywatt payments refunds list shows how it stands."})
public final class RefundCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "Number of the payment.")
  long id;
  @Option(names = "--amount", description = "Minor units, 2000 for 20.00; without it all that is left of the payment.")
  Long amount;
  @Option(names = "--reason", required = true, description = "Why, 1 to 80 characters; the payer may see it.")
  String reason;
  @Option(names = "--allow-debt", description = "Give back also what was used: the balance may fall below zero.")
  boolean allowDebt;
  @Option(names = "--by-hand", description = "You pay it out; the provider is not asked.")
  boolean byHand;
  @Option(names = "--key", description = "Idempotency key: the same key again gives nothing back twice.")
  String key;
  @Option(names = "--json", description = "Answer as JSON.")
  boolean json;

  @Override
  public Integer call() {
    try (Session session = new Session()) {
      Refund refund = session.ledger.refunds.request(id, key == null ? "cli-" + UUID.randomUUID() : key,
          new RefundRequest(amount, reason, allowDebt, byHand), System.getProperty("user.name")).it();
      System.out.println(json ? Json.write(refund) : MoneyText.line(refund));
      return 0;
    }
  }
}
