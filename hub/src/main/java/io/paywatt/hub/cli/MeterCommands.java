package io.paywatt.hub.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import io.paywatt.ledger.command.CommandView;
import io.paywatt.ledger.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt meters commands SERIAL [ID]}. */
@Command(name = "commands", mixinStandardHelpOptions = true,
    description = "Commands of a meter, the newest first; with an ID that one, step by step.")
public final class MeterCommands implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "SERIAL")
  private String serial;
  @Parameters(index = "1", paramLabel = "ID", arity = "0..1")
  private String id;
  @Option(names = "--limit", defaultValue = "20", description = "At most so many (default ${DEFAULT-VALUE}).")
  private int limit;
  @Option(names = "--json", description = "Answer as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    try (Session session = new Session()) {
      if (id != null) {
        CommandView one = session.ledger.commands.get(serial, id);
        System.out.println(json ? Json.write(one) : CommandText.of(one));
        return 0;
      }
      List<CommandView> found = session.ledger.commands.list(serial, limit);
      if (json) {
        System.out.println(Json.write(Map.of("items", found)));
      } else {
        found.forEach(command -> System.out.println(CommandText.line(command)));
        System.out.println(found.isEmpty() ? "No commands." : "Follow one: ./paywatt meters commands " + serial + " ID");
      }
      return 0;
    }
  }
}
