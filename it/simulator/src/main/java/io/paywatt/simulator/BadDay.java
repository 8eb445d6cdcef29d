package io.paywatt.simulator;

import java.time.Duration;
import io.paywatt.simulator.http.Faults;
import picocli.CommandLine.Option;

/** Faults by chance, as options of a simulator. */
final class BadDay {
  private static final Duration LONGEST = Duration.ofSeconds(2);

  @Option(names = "--faults", defaultValue = "0",
      description = "Percent of calls and notices that suffer each fault, 0 to 100 (${DEFAULT-VALUE}).")
  private int percent;
  @Option(names = "--seed", defaultValue = "1", description = "The same seed gives the same faults (${DEFAULT-VALUE}).")
  private long seed;

  Faults faults() {
    return new Faults(Faults.Rates.all(percent / 100.0, LONGEST), seed);
  }
}
