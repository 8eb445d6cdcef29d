package io.paywatt.hub.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.Callable;
import io.paywatt.ledger.meter.MeterChange;
import io.paywatt.ledger.meter.Replacement;
import io.paywatt.ledger.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./paywatt meters replace}. */
@Command(name = "replace", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Say that a meter was exchanged, or its transformer ratio changed. The account keeps its balance and its tiers;",
    "the old register is billed up to its end, the new one from its start. The same words again change nothing."})
final class MeterReplaceCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;
  @Parameters(paramLabel = "SERIAL", arity = "0..1", description = "Meter as it was until then.")
  private String serial;
  @Option(names = "--at", paramLabel = "TIME", description = "When, as 2026-11-23T08:15:00Z; else now.")
  private OffsetDateTime at;
  @Option(names = "--final", paramLabel = "WH", description = "Last register before it, without multiplier.")
  private Long finalWh;
  @Option(names = "--serial", paramLabel = "NEW", description = "Serial of the new device; else it stays.")
  private String newSerial;
  @Option(names = "--initial", paramLabel = "WH", description = "First register after it; else it goes on.")
  private Long initialWh;
  @Option(names = "--multiplier", paramLabel = "N", description = "Transformer ratio since; else as before.")
  private Integer multiplier;
  @Option(names = "--range", paramLabel = "WH", description = "Wh after which the register starts at 0; else as before.")
  private Long rangeWh;
  @Option(names = "--file", paramLabel = "CSV",
      description = "Many at once, all or none: meter,at,final_wh,new_serial,initial_wh,multiplier,range_wh.")
  private Path file;
  @Option(names = "--json", description = "Answer as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if ((file == null) == (serial == null) || file == null && finalWh == null) {
      throw new ParameterException(spec.commandLine(), "SERIAL and --final are needed, or --file");
    }
    String actor = System.getProperty("user.name");
    try (Session session = new Session()) {
      if (file != null) {
        System.out.println(session.ledger.meterChanges.recordAll(file, actor) + " changes recorded.");
        return 0;
      }
      MeterChange change = session.ledger.meterChanges.record(serial, new Replacement(
          at == null ? Instant.now() : at.toInstant(), finalWh, newSerial, initialWh, multiplier, rangeWh), actor);
      System.out.println(json ? Json.write(change) : "Meter " + serial + " ends at " + change.old().registerWh() + " Wh; "
          + change.now().serial() + " goes on from " + change.now().registerWh() + " Wh with multiplier "
          + change.now().multiplier() + " since " + change.at() + ".");
      return 0;
    }
  }
}
