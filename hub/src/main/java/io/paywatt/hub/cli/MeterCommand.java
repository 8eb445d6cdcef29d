package io.paywatt.hub.cli;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import io.paywatt.ledger.command.CommandStates;
import io.paywatt.ledger.command.CommandView;
import io.paywatt.ledger.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt meters command SERIAL KIND [FIELD=VALUE ...]}. */
@Command(name = "command", mixinStandardHelpOptions = true, description = {
    "Ask a meter for something; the running hub sends it.",
    "  read [item=00900200]  (item: of DL/T 645)", "  relay relay=open|closed", "  balance", "  price price=0.6000", "  display text=...",
    "  write item=04001001 value=20.00  (DL/T 645: clock, limits, tables of the second set; then read back and compared)",
    "Each may have validFrom= and validUntil= (RFC 3339). Exit 1 when the meter has not done it within --wait."})
public final class MeterCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "SERIAL")
  private String serial;
  @Parameters(index = "1", paramLabel = "KIND")
  private String kind;
  @Parameters(index = "2..*", paramLabel = "FIELD=VALUE", arity = "0..*")
  private Map<String, String> fields = new TreeMap<>();
  @Option(names = "--wait", defaultValue = "20", description = "Seconds to wait for the answer (default ${DEFAULT-VALUE}).")
  private int wait;
  @Option(names = "--json", description = "Answer as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    try (Session session = new Session()) {
      CommandView asked = session.ledger.commands.request(serial, kind, Json.write(fields),
          "staff:" + System.getProperty("user.name"));
      CommandView seen = session.ledger.commands.await(asked.id(), Duration.ofSeconds(Math.max(0, wait)));
      System.out.println(json ? Json.write(seen) : CommandText.of(seen));
      boolean waits = seen.notBefore() != null && seen.waitsForAnswer() || wait == 0;
      return waits || CommandStates.isTaken(seen.state()) ? 0 : 1;
    }
  }
}
