package io.paywatt.ledger.tariff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import io.paywatt.ledger.store.Store;

/** All tariffs by code, as read from {@code config/tariffs/*.yaml}. */
public final class TariffBook {
  private final Map<String, Tariff> tariffs;

  private TariffBook(List<TariffFile> files) {
    this.tariffs = files.stream().map(TariffFile::tariff).collect(Collectors.toUnmodifiableMap(Tariff::code, t -> t));
  }

  /**
   * Reads every tariff file of the directory and keeps versions that are new in the database.
   *
   * @param zone zone of dates and times of day in the tariffs
   * @throws TariffRejected when a file is wrong, or when a version that was already charged was edited
   */
  public static TariffBook load(Path dir, ZoneId zone, Store store) {
    List<TariffFile> files = read(dir, zone);
    TariffHistory.keep(store, files);
    return new TariffBook(files);
  }

  /**
   * Reads and checks the files only, without a database.
   *
   * @param dir  a directory, or one file
   * @param zone of tariffs that name none
   * @throws TariffRejected when a file is wrong
   */
  public static TariffBook check(Path dir, ZoneId zone) {
    return new TariffBook(read(dir, zone));
  }

  /** The codes accounts may use. */
  public Set<String> codes() {
    return tariffs.keySet();
  }

  /** The tariff with all its versions, empty when the code is not known. */
  public Optional<Tariff> tariff(String code) {
    return Optional.ofNullable(tariffs.get(code));
  }

  /** The version in force on a day, empty before the first one or when the code is not known. */
  public Optional<TariffVersion> version(String code, LocalDate day) {
    return tariff(code).flatMap(tariff -> tariff.on(day));
  }

  private static List<TariffFile> read(Path dir, ZoneId zone) {
    List<String> faults = new ArrayList<>();
    Map<String, TariffFile> byCode = new TreeMap<>();
    List<Path> paths = paths(dir, faults);
    for (Path path : paths) {
      text(path, faults).flatMap(text -> TariffFile.parse(path.toString(), text, zone, faults)).ifPresent(file -> {
        TariffFile other = byCode.putIfAbsent(file.tariff().code(), file);
        if (other != null) {
          faults.add(path + ":1: code '" + file.tariff().code() + "' is also used by " + other.path());
        }
      });
    }
    if (!faults.isEmpty()) {
      throw new TariffRejected(faults);
    }
    return List.copyOf(byCode.values());
  }

  private static List<Path> paths(Path dir, List<String> faults) {
    if (Files.isRegularFile(dir)) {
      return List.of(dir);
    }
    try (Stream<Path> entries = Files.list(dir)) {
      List<Path> paths = entries.filter(p -> p.toString().matches(".*\\.ya?ml")).sorted().toList();
      if (paths.isEmpty()) {
        faults.add(dir + ": holds no tariff file (*.yaml)");
      }
      return paths;
    } catch (IOException e) {
      faults.add(dir + ": the directory of the tariffs can't be read");
      return List.of();
    }
  }

  private static Optional<String> text(Path path, List<String> faults) {
    try {
      return Optional.of(Files.readString(path, StandardCharsets.UTF_8));
    } catch (IOException e) {
      faults.add(path + ":1: can't be read as UTF-8 text");
      return Optional.empty();
    }
  }
}
