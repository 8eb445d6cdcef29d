package io.paywatt.hub.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.suspense.Suspense;
import io.paywatt.ledger.suspense.SuspenseItem;
import io.paywatt.ledger.user.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt suspense list|show|owner}: money that has no place. */
@Command(name = "suspense", mixinStandardHelpOptions = true, description = "Money that has no place, and who looks after it.")
public final class SuspenseCommand {
  @Command(name = "list", mixinStandardHelpOptions = true, description = "What lies in suspense, oldest first.")
  int list(@Option(names = "--kind", description = "surplus, unknown-order, unknown-meter, nameless, amount, currency,"
          + " provider, meter, purchase, foreign or other.") String kind,
      @Option(names = "--provider", description = "Only of this provider.") String provider,
      @Option(names = "--owner", description = "Only what this person looks after; none: nobody.") String owner,
      @Option(names = "--limit", defaultValue = "50", description = "At most so many (default ${DEFAULT-VALUE}).") int limit,
      @Option(names = "--after", description = "The 'next' of the part before.") String after,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      Page<SuspenseItem> page = session.ledger.suspense.list(new Suspense.Filter(kind, provider, owner), limit, after, Scope.EVERY);
      if (json) {
        System.out.println(Json.write(page));
        return 0;
      }
      page.items().forEach(item -> System.out.println(MoneyText.line(item)));
      System.out.println("In suspense: " + session.ledger.suspense.totals().stream()
          .map(sum -> MoneyText.money(sum.amount(), sum.currency())).collect(Collectors.joining(", ", "", ""))
          .replaceFirst("^$", "nothing") + (page.next() == null ? "" : "; more: --after " + page.next()));
      return 0;
    }
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "One item with what was done about it.")
  int show(@Parameters(paramLabel = "PAYMENT") long payment,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      SuspenseItem item = session.ledger.suspense.get(payment);
      Map<String, Object> whole = new LinkedHashMap<>();
      whole.put("item", item);
      whole.put("reallocations", session.ledger.reallocations.of(payment));
      whole.put("refunds", session.ledger.refunds.of(payment));
      if (json) {
        System.out.println(Json.write(whole));
        return 0;
      }
      System.out.println(MoneyText.line(item));
      System.out.println("transaction " + item.transactionId() + ", paid " + item.paidAt() + ", order " + item.orderId()
          + ", account " + item.account());
      session.ledger.reallocations.of(payment).forEach(moved -> System.out.println("  moved to " + moved.to().account()
          + " by " + moved.actor() + " at " + moved.at() + ": " + moved.reason()));
      session.ledger.refunds.of(payment).forEach(refund -> System.out.println("  " + MoneyText.line(refund)));
      return 0;
    }
  }

  @Command(name = "owner", mixinStandardHelpOptions = true, description = "Say who looks after an item; nobody without a name.")
  int owner(@Parameters(paramLabel = "PAYMENT") long payment, @Parameters(paramLabel = "NAME", arity = "0..1") String name,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      SuspenseItem item = session.ledger.suspense.give(payment, name, System.getProperty("user.name"));
      System.out.println(json ? Json.write(item) : MoneyText.line(item));
      return 0;
    }
  }
}
