package io.paywatt.meter.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.ledger.reading.MeterAddress;
import io.paywatt.meter.bus.Buses;
import io.paywatt.meter.codec.file.CodecParts;
import io.paywatt.meter.make.Makes;
import io.paywatt.meter.topic.MeterMessage;

/** The makes as they are shipped in config/meters, for tests. */
public final class Trials {
  public static final Instant NOW = Instant.parse("2026-11-23T08:15:00Z");
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Path FOLDER = Path.of("../config/meters");

  private Trials() {}

  /** A shipped make. @param meters that are known */
  public static MeterCodec shipped(String make, Buses buses, MeterAddress... meters) {
    Directory directory = meters.length == 0 ? Directory.none() : AddressBook.of(List.of(meters));
    return Makes.loadFile(FOLDER.resolve(make + ".yaml"), parts(directory, buses));
  }

  public static MeterCodec shipped(String make, MeterAddress... meters) {
    return shipped(make, buses(), meters);
  }

  /** All shipped makes. */
  public static List<MeterCodec> all(Directory directory, Buses buses) {
    return Makes.load(FOLDER, parts(directory, buses));
  }

  public static CodecParts parts(Directory directory, Buses buses) {
    return new CodecParts(directory, buses, Clock.fixed(NOW, ZoneOffset.UTC), ZONE, 2, "paywatt", "02000000", "00000001");
  }

  public static Buses buses() {
    return new Buses(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  public static MeterMessage message(String topic, String text) {
    return new MeterMessage(topic, text.getBytes(StandardCharsets.UTF_8), NOW);
  }

  public static MeterMessage frame(String topic, String hex) {
    return new MeterMessage(topic, hex(hex), NOW);
  }

  public static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  public static OutgoingCommand command(String serial, String make, String kind, String json) {
    return new OutgoingCommand("4f0c", serial, make, kind, json, NOW.plusSeconds(120));
  }

  /** Values as name, value and unit. */
  public static String values(Heard heard) {
    return heard.values().stream().map(it -> (it.name() + " " + it.value() + " " + it.unit()).strip())
        .collect(Collectors.joining("; "));
  }

  /** Lines of a resource without comments, each cut at the equals sign. */
  public static List<String[]> golden(String name) {
    try (var lines = Files.lines(Path.of("src/test/resources/golden/" + name))) {
      return lines.filter(line -> !line.startsWith("#")).map(line -> line.split(" = ?", 2)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
