package io.paywatt.ledger.tariff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A bill or a purchase under a published tariff, from a file of {@code published/bills} beside the tariff of the same name.
 *
 * @param tariff file name without ending
 * @param name   what the bill shows
 * @param facts  as in the file: readings or at, money, kWh, bought, account; lines, units, total
 */
record PublishedCase(String tariff, String name, Map<String, Object> facts) {
  private static final Path DIR = Path.of("src/test/resources/io/paywatt/ledger/tariff/published");
  /** Some of them ship as a start for one's own. */
  private static final Path EXAMPLES = Path.of("../config/tariffs/examples");

  /** The cases of all files under a key. @param key bills or vends */
  static Stream<PublishedCase> all(String key) {
    return tariffs().flatMap(tariff -> {
      List<?> cases = (List<?>) yaml(DIR.resolve("bills").resolve(tariff + ".yaml")).getOrDefault(key, List.of());
      return cases.stream().map(each -> facts(each)).map(facts ->
          new PublishedCase(tariff, facts.get(key.substring(0, key.length() - 1)).toString(), facts));
    });
  }

  /** Names of all tariffs. */
  static Stream<String> tariffs() {
    return files().map(path -> path.getFileName().toString().replace(".yaml", ""));
  }

  private static Stream<Path> files() {
    try (Stream<Path> own = Files.list(DIR); Stream<Path> shipped = Files.list(EXAMPLES)) {
      return Stream.concat(own, shipped).filter(path -> path.toString().endsWith(".yaml")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> yaml(Path file) {
    try {
      return facts(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> facts(Object node) {
    return (Map<String, Object>) node;
  }

  static Tariff tariff(String name) {
    List<String> faults = new ArrayList<>();
    return TariffFile.parse(name, read(name), ZoneOffset.UTC, faults).map(TariffFile::tariff)
        .orElseThrow(() -> new TariffRejected(faults));
  }

  /** The file of a tariff. */
  static String read(String name) {
    try {
      return Files.readString(files().filter(path -> path.endsWith(name + ".yaml")).findFirst().orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The registers, given as the CSV of {@code tariffs price --readings}. */
  List<RegisterReading> readings(Tariff tariff) {
    return text("readings").lines().skip(1).map(line -> line.split(","))
        .map(cells -> new RegisterReading(instant(cells[0], tariff), wh(cells[1]), Map.of())).toList();
  }

  Household household() {
    Map<String, Object> account = facts(facts.getOrDefault("account", Map.of()));
    List<?> limits = (List<?>) account.getOrDefault("tierUpTo", List.of());
    return new Household(Integer.parseInt(account.getOrDefault("people", "0").toString()),
        wh(account.getOrDefault("loadKw", "0").toString()), null, limits.stream().map(limit -> wh(limit.toString())).toList(), 0);
  }

  Instant at(Tariff tariff) {
    return instant(text("at"), tariff);
  }

  boolean has(String key) {
    return facts.containsKey(key);
  }

  String text(String key) {
    return facts.get(key).toString();
  }

  /** A quantity in kWh or m3, as Wh or litres. */
  long quantity(String key) {
    return wh(text(key));
  }

  /** Expected amounts by the name of the line. */
  Map<String, Object> lines() {
    return facts(facts.getOrDefault("lines", Map.of()));
  }

  private static Instant instant(String text, Tariff tariff) {
    return LocalDateTime.parse(text).atZone(tariff.zone()).toInstant();
  }

  private static long wh(String text) {
    return new BigDecimal(text).movePointRight(3).longValueExact();
  }

  @Override
  public String toString() {
    return tariff + ": " + name;
  }
}
