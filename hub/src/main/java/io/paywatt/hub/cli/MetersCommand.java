package io.paywatt.hub.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;
import io.paywatt.hub.config.SettingsLoader;
import io.paywatt.hub.run.MeterMakes;
import io.paywatt.ledger.Misconfigured;
import io.paywatt.ledger.reading.MeterAddress;
import io.paywatt.ledger.store.Json;
import io.paywatt.meter.codec.AddressBook;
import io.paywatt.meter.codec.Capability;
import io.paywatt.meter.codec.Directory;
import io.paywatt.meter.codec.EncodedCommand;
import io.paywatt.meter.codec.Heard;
import io.paywatt.meter.codec.MeterCodec;
import io.paywatt.meter.make.MakeTrial;
import io.paywatt.meter.make.Makes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt meters}: single meters, how they stand and what is asked of them; makes of meters and their files. */
@Command(name = "meters", mixinStandardHelpOptions = true,
    description = "A meter: how it stands, what it is asked to do, its exchange, tokens, password. Try and check makes.",
    subcommands = {MeterShow.class, MeterCommands.class, MeterCommand.class, MeterReplaceCommand.class, MeterTokens.class,
        MeterCredentials.class, MetersCommand.Mappings.class})
public final class MetersCommand {
  @Command(name = "try", mixinStandardHelpOptions = true, description = {
      "Say what a make makes of a message: readings, events, replies, or why not. Needs no database and no broker.",
      "Frames of DL/T 645 and Modbus may be given as hexadecimal text; a Modbus answer needs its request in front.",
      "Exit 1 when nothing could be read."})
  int attempt(
      @Parameters(index = "0", paramLabel = "FILE", description = "The make's file, or its name in config/meters.") String make,
      @Parameters(index = "1", paramLabel = "SAMPLE", description = "File with one message as it came.") Path sample,
      @Option(names = "--topic", description = "Topic it came under; default: the first of the make.") String topic,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) throws IOException {
    Settings settings = SettingsLoader.ofProcess().load();
    Path file = file(settings, make);
    if (!Files.isReadable(file) || !Files.isReadable(sample)) {
      System.err.println("paywatt: no file that can be read: " + (Files.isReadable(file) ? sample : file));
      return 2;
    }
    MakeTrial trial = new MakeTrial(Makes.loadFile(file, MeterMakes.trial(settings, Directory.none())));
    String under = topic == null ? trial.topic() : topic;
    if (!trial.isHeard(under)) {
      System.err.println("paywatt: topic is '" + under + "', allowed are " + String.join(", ", trial.filters()));
      return 2;
    }
    Heard heard = trial.hear(under, Files.readAllBytes(sample));
    System.out.println(json ? HeardText.json(under, heard) : HeardText.of(under, heard));
    return HeardText.isNothing(heard) ? 1 : 0;
  }

  @Command(name = "encode", mixinStandardHelpOptions = true, description = {
      "Show topic and payload of a command, without sending it.", "Exit 1 when the make can't do it."})
  int encode(
      @Parameters(index = "0", paramLabel = "FILE", description = "The make's file, or its name in config/meters.") String make,
      @Parameters(index = "1", paramLabel = "KIND", description = "relay, read, credit, balance, price or display.") String kind,
      @Parameters(index = "2", arity = "0..1", paramLabel = "BODY", defaultValue = "{}",
          description = "JSON such as {\"relay\":\"open\"}.") String body,
      @Option(names = "--meter", defaultValue = "1", description = "Its address (default ${DEFAULT-VALUE}).") String meter,
      @Option(names = "--gateway", defaultValue = "sample", description = "Its gateway (default ${DEFAULT-VALUE}).") String gateway,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    Settings settings = SettingsLoader.ofProcess().load();
    Path file = file(settings, make);
    if (!Files.isReadable(file)) {
      System.err.println("paywatt: no file that can be read: " + file);
      return 2;
    }
    Directory directory = AddressBook.of(List.of(new MeterAddress(meter, "", meter, gateway)));
    EncodedCommand sent = new MakeTrial(Makes.loadFile(file, MeterMakes.trial(settings, directory))).send(meter, kind, body);
    String payload = sent.text() ? new String(sent.payload(), StandardCharsets.UTF_8)
        : HexFormat.ofDelimiter(" ").withUpperCase().formatHex(sent.payload());
    System.out.println(json ? Json.write(Map.of("topic", sent.topic(), "payload", payload, "hex", !sent.text()))
        : "topic     " + sent.topic() + "\npayload   " + payload);
    return 0;
  }

  /** {@code ./paywatt meters mappings}. */
  @Command(name = "mappings", mixinStandardHelpOptions = true, description = "Look after the files of the makes.")
  static final class Mappings {
    @Command(name = "check", mixinStandardHelpOptions = true,
        description = "Check the files of the makes. Exit 1 when something is wrong.")
    int check(
        @Parameters(arity = "0..1", paramLabel = "PATH",
            description = "A folder or one file; default: the folder of the hub.") Path path,
        @Option(names = "--json", description = "Answer as JSON.") boolean json) {
      Settings settings = SettingsLoader.ofProcess().load();
      Path folder = path == null ? settings.path(Keys.METERS) : path;
      if (!Files.exists(folder)) {
        System.err.println("paywatt: no such file or folder: " + folder);
        return 2;
      }
      try {
        List<MeterCodec> makes = Files.isDirectory(folder) ? Makes.load(folder, MeterMakes.trial(settings, Directory.none()))
            : List.of(Makes.loadFile(folder, MeterMakes.trial(settings, Directory.none())));
        return say(makes, List.of(), json);
      } catch (Misconfigured e) {
        return say(List.of(), e.faults(), json);
      }
    }

    private static int say(List<MeterCodec> makes, List<String> faults, boolean json) {
      Map<String, List<String>> able = new LinkedHashMap<>();
      makes.forEach(codec -> able.put(codec.make(), codec.capabilities().stream().sorted().map(Capability::word).toList()));
      if (json) {
        System.out.println(Json.write(Map.of("ok", faults.isEmpty(), "makes", able, "faults", faults)));
      } else {
        able.forEach((make, words) -> System.out.printf("%-16s %s%n", make, String.join(", ", words)));
        faults.forEach(System.out::println);
        System.out.println(faults.isEmpty() ? "All is right." : faults.size() + " to mend.");
      }
      return faults.isEmpty() ? 0 : 1;
    }
  }

  private static Path file(Settings settings, String make) {
    Path named = settings.path(Keys.METERS).resolve(make + ".yaml");
    return make.matches("[a-z0-9-]+") && Files.exists(named) ? named : Path.of(make);
  }
}
