package io.paywatt.hub.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.shadow.MeterShadow;
import io.paywatt.ledger.shadow.Shadows;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.usage.MeterView;
import io.paywatt.ledger.usage.Meters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt meters show SERIAL}. */
@Command(name = "show", mixinStandardHelpOptions = true,
    description = "How a meter stands: relay, balance, clock, anomalies.")
public final class MeterShow implements Callable<Integer> {
  @Parameters(paramLabel = "SERIAL")
  private String serial;
  @Option(names = "--json", description = "Answer as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    try (Session session = new Session()) {
      MeterView meter = new Meters(session.ledger.store).get(serial)
          .orElseThrow(() -> new Rejected(404, "there is no meter '" + serial + "'"));
      MeterShadow shadow = new Shadows(session.ledger.store).get(serial);
      if (json) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("meter", meter);
        whole.put("shadow", shadow);
        System.out.println(Json.write(whole));
      } else {
        print(meter, shadow);
      }
      return 0;
    }
  }

  private static void print(MeterView meter, MeterShadow shadow) {
    System.out.printf("%s, make %s, account %s%n", meter.serial(), meter.make(), meter.account());
    System.out.printf("  %s, last seen %s%s%n", meter.online() ? "online" : "offline", or(meter.lastSeen()),
        shadow.offlineSince() == null ? "" : ", gone since " + shadow.offlineSince());
    System.out.printf("  relay     wanted %s, reported %s, proven %s%s%n", meter.relay().wanted(),
        or(meter.relay().reported()), or(shadow.relayProven()),
        shadow.relayProvenAt() == null ? "" : " at " + shadow.relayProvenAt());
    System.out.printf("  balance   %s, on the meter %s%s%n", text(meter.balance()), text(shadow.onMeter()),
        shadow.difference() == null ? "" : ", difference " + text(shadow.difference()));
    if (meter.lastReading() != null) {
      MeterView.LastReading last = meter.lastReading();
      System.out.printf("  reading   %s: %d Wh, %s W, %s V, %s A%n", last.at(), last.energyWh(), or(last.powerW()),
          last.voltageV(), last.currentA());
    }
    System.out.printf("  clock     %s s ahead; signal %s dBm; firmware %s%n", or(shadow.clockDriftSeconds()),
        or(shadow.signalDbm()), or(shadow.firmware()));
    System.out.printf("  commands  %d wait for an answer: ./paywatt meters commands %s%n", meter.openCommands(),
        meter.serial());
    System.out.println("  anomalies " + (shadow.anomalies().isEmpty() ? "none" : String.join(", ", shadow.anomalies())));
  }

  private static String text(Money money) {
    return money == null ? "-" : MoneyText.money(money.amount(), money.currency());
  }

  private static String or(Object value) {
    return Objects.toString(value, "-");
  }
}
