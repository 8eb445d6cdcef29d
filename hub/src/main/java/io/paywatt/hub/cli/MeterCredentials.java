package io.paywatt.hub.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.run.MeterPasswords;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.reading.MeterAddresses;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.usage.Meters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt meters credentials}. */
@Command(name = "credentials", mixinStandardHelpOptions = true, description = {
    "A password of its own for each meter; the user is its serial, or for other makes the address of the device or the name of its",
    "gateway, as imported. Shown once and kept as a hash.",
    "The embedded broker takes it at once, instead of the one before. A broker of your own: --file, in the format of",
    "Mosquitto's password_file."})
final class MeterCredentials implements Callable<Integer> {
  @Parameters(paramLabel = "SERIAL", arity = "1..*", description = "The meters, devices or gateways.")
  private List<String> serials;
  @Option(names = "--revoke", description = "Take the password away instead.")
  private boolean revoke;
  @Option(names = "--file", description = "The password file; default is that of the embedded broker.")
  private Path file;
  @Option(names = "--json", description = "Answer as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    try (Session session = new Session()) {
      Meters meters = new Meters(session.ledger.store);
      MeterAddresses addresses = new MeterAddresses(session.ledger.store);
      serials.stream().filter(name -> meters.get(name).isEmpty() && !addresses.has(name)).findFirst().ifPresent(name -> {
        throw new Rejected(404, "There is no meter, address or gateway '" + name + "': import it first");
      });
      MeterPasswords passwords = new MeterPasswords(file != null ? file : session.settings.path(Keys.DATA)
          .resolve("embedded").resolve("meter-credentials"));
      if (revoke) {
        passwords.revoke(serials);
        System.out.println(json ? Json.write(Map.of("revoked", serials)) : "Revoked: " + String.join(", ", serials));
        return 0;
      }
      Map<String, String> issued = new LinkedHashMap<>(passwords.issue(serials));
      if (json) {
        System.out.println(Json.write(issued));
      } else {
        issued.forEach((serial, password) -> System.out.println("user " + serial + "  password " + password));
      }
      return 0;
    }
  }
}
