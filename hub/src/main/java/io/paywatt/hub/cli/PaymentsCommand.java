package io.paywatt.hub.cli;

import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.sts.TokenView;
import io.paywatt.ledger.timeline.PaymentTimeline;
import io.paywatt.ledger.timeline.PaymentView;
import io.paywatt.ledger.user.Scope;
import io.paywatt.ledger.vend.Receipt;
import io.paywatt.ledger.vend.ReceiptText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt payments list|show|late|receipt}: from order to meter, at the terminal. */
@Command(name = "payments", mixinStandardHelpOptions = true, description = {"Find payments, and see how far each has come.",
    "Move one to where it belongs, or give it back."},
    subcommands = {ReallocateCommand.class, RefundCommand.class, RefundsCommand.class})
public final class PaymentsCommand {
  static final class Part {
    @Option(names = "--limit", defaultValue = "50", description = "At most so many (default ${DEFAULT-VALUE}).")
    int limit;
    @Option(names = "--after", description = "The 'next' of the part before.")
    String after;
    @Option(names = "--json", description = "Answer as JSON.")
    boolean json;
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = {"Payments, newest first.",
      "WORD is a transaction, an order, an account number or a meter's serial."})
  int list(@Parameters(paramLabel = "WORD", arity = "0..1") String words,
      @Option(names = "--state", description = "posted, parked or held; ordered: orders that wait for a payment;"
          + " claimed: claims that wait for a confirmation.") String state, @Mixin Part part) {
    return print(part, false, words, state);
  }

  @Command(name = "late", mixinStandardHelpOptions = true,
      description = "Payments, orders and claims whose next stage is late, the longest known first.")
  int late(@Parameters(paramLabel = "WORD", arity = "0..1") String words, @Mixin Part part) {
    return print(part, true, words, null);
  }

  private static int print(Part part, boolean late, String words, String state) {
    try (Session session = new Session()) {
      Page<PaymentView> page = session.ledger.timelines.list(words, state, late, part.limit, part.after, Scope.EVERY);
      if (part.json) {
        System.out.println(Json.write(page));
        return 0;
      }
      page.items().forEach(item -> System.out.println(PaymentText.line(item)));
      System.out.println(page.items().isEmpty() ? late ? "Nothing is late." : "Nothing found."
          : page.next() == null ? "Follow one: ./paywatt payments show ID" : "More: --after " + page.next());
      return 0;
    }
  }

  @Command(name = "receipt", mixinStandardHelpOptions = true, description = {
      "What a payment bought on an account that holds kWh, line by line,", "and why it was more or less than the time before."})
  int receipt(@Parameters(paramLabel = "ID", description = "Number of the payment.") long id,
      @Option(names = "--language", defaultValue = "en", description = "zh or en (default ${DEFAULT-VALUE}).") String language,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      Receipt receipt = session.ledger.receipts.get(id);
      System.out.println(json ? Json.write(receipt) : ReceiptText.of(receipt, language.startsWith("zh")));
      return 0;
    }
  }

  @Command(name = "token", mixinStandardHelpOptions = true,
      description = "The token of a payment for a meter without a network.")
  int token(@Parameters(paramLabel = "ID", description = "Number of the payment.") long id,
      @Option(names = "--resend", description = "Send the resident the same token once more.") boolean resend,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      String payment = Long.toString(id);
      TokenView token = resend ? session.ledger.tokens.resend(payment, System.getProperty("user.name"))
          : session.ledger.tokens.ofPayment(payment);
      System.out.println(json ? Json.write(token) : TokenText.line(token));
      return 0;
    }
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "One payment, from the order to the meter.")
  int show(@Parameters(paramLabel = "ID", description = "Number of a payment, an order number, or claim-NUMBER.") String id,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      PaymentTimeline timeline = session.ledger.timelines.timeline(id);
      System.out.println(json ? Json.write(timeline) : PaymentText.of(timeline));
      return 0;
    }
  }
}
