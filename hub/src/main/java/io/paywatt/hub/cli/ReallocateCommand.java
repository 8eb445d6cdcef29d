package io.paywatt.hub.cli;

import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.suspense.Reallocation;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt payments reallocate}. */
@Command(name = "reallocate", mixinStandardHelpOptions = true, description = {
    "Move a payment to where it belongs: out of suspense, or from a wrong account or meter.",
    "Both accounts are judged anew, both meters and holders are told."})
public final class ReallocateCommand implements Callable<Integer> {
  static final class To {
    @Option(names = "--account", paramLabel = "NUMBER", required = true, description = "The right account, with one meter.")
    String account;
    @Option(names = "--meter", paramLabel = "SERIAL", required = true, description = "The right meter.")
    String meter;
  }

  @Parameters(paramLabel = "ID", description = "Number of the payment.")
  long id;
  @ArgGroup(multiplicity = "1")
  To to;
  @Option(names = "--reason", required = true, description = "Why, for the audit.")
  String reason;
  @Option(names = "--key", description = "Idempotency key: the same key again moves nothing twice.")
  String key;
  @Option(names = "--json", description = "Answer as JSON.")
  boolean json;

  @Override
  public Integer call() {
    try (Session session = new Session()) {
      Reallocation moved = session.ledger.reallocations.move(id, key == null ? "cli-" + UUID.randomUUID() : key, to.account,
          to.meter, reason, System.getProperty("user.name")).it();
      System.out.println(json ? Json.write(moved) : "Payment " + id + ": " + MoneyText.money(moved.amount(), moved.currency())
          + " moved from " + Objects.requireNonNullElse(moved.from().account(), "suspense") + " to " + moved.to().account()
          + ", meter " + moved.to().meter());
      return 0;
    }
  }
}
