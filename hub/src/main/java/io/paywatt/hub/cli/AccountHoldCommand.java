package io.paywatt.hub.cli;

import java.time.Instant;
import java.util.concurrent.Callable;
import io.paywatt.ledger.credit.CreditView;
import io.paywatt.ledger.store.Json;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt accounts hold}. */
@Command(name = "hold", mixinStandardHelpOptions = true, description = {"Never cut an account, or take that back.",
    "One that is cut already for lack of credit gets its power back; ./paywatt accounts show says how it stands."})
public final class AccountHoldCommand implements Callable<Integer> {
  static final class What {
    @Option(names = "--reason", required = true, description = "Why, for the audit and everybody who looks.")
    String reason;
    @Option(names = "--release", required = true, description = "Take the hold back.")
    boolean release;
  }

  @Parameters(paramLabel = "ACCOUNT")
  String account;
  @ArgGroup(multiplicity = "1")
  What what;
  @Option(names = "--until", paramLabel = "TIME", description = "When it ends by itself, such as 2026-12-31T00:00:00Z.")
  Instant until;
  @Option(names = "--json", description = "Answer as JSON.")
  boolean json;

  @Override
  public Integer call() {
    try (Session session = new Session()) {
      String actor = System.getProperty("user.name");
      CreditView view = what.release ? session.ledger.creditBoard.release(account, actor)
          : session.ledger.creditBoard.hold(account, what.reason, until, actor);
      System.out.println(json ? Json.write(view) : CreditText.of(view));
      return 0;
    }
  }
}
