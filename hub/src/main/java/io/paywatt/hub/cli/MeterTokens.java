package io.paywatt.hub.cli;

import java.util.List;
import java.util.concurrent.Callable;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.sts.TokenView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt meters token}. */
@Command(name = "token", mixinStandardHelpOptions = true, description = {
    "Tokens of a meter without a network, newest first; with KIND a management token is asked for.",
    "The running hub fetches it; the same command without KIND shows the digits."})
final class MeterTokens implements Callable<Integer> {
  private static final int SHOWN = 20;

  @Parameters(index = "0", paramLabel = "SERIAL", description = "The meter.")
  private String serial;
  @Parameters(index = "1", paramLabel = "KIND", arity = "0..1",
      description = "power-limit, clear-credit, clear-tamper, key-change or phase-unbalance.")
  private String kind;
  @Option(names = "--value", description = "power-limit: W; phase-unbalance: percent.")
  private Integer value;
  @Option(names = "--json", description = "Answer as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    try (Session session = new Session()) {
      List<TokenView> tokens = kind == null ? session.ledger.tokens.list(serial, SHOWN)
          : List.of(session.ledger.tokens.request(serial, kind, value, System.getProperty("user.name")));
      System.out.println(json ? Json.write(tokens) : tokens.isEmpty() ? "No tokens." : String.join(System.lineSeparator(),
          tokens.stream().map(TokenText::line).toList()));
      return 0;
    }
  }
}
