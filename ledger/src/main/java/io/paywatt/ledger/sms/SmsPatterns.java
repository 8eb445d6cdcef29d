package io.paywatt.ledger.sms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import io.paywatt.ledger.Misconfigured;

/**
 * The wordings of mobile-money confirmations, from {@code config/sms/*.yaml}. Each file carries its tests: an example that is
 * not read as it says is a fault like any other.
 */
public final class SmsPatterns {
  private static final String SUFFIX = ".yaml";

  private final List<SmsPattern> patterns;

  private SmsPatterns(List<SmsPattern> patterns) {
    this.patterns = List.copyOf(patterns);
  }

  /**
   * Reads and tries every {@code *.yaml} of the folder; no folder, no patterns.
   *
   * @throws Misconfigured with every fault as file:line
   */
  public static SmsPatterns load(Path folder) {
    List<String> faults = new ArrayList<>();
    List<SmsPattern> patterns = new ArrayList<>();
    for (Path file : files(folder, faults)) {
      patterns.addAll(new PatternFile(file, faults).read());
    }
    if (!faults.isEmpty()) {
      throw new Misconfigured(faults);
    }
    return new SmsPatterns(patterns);
  }

  /** operator/type/version of each, in the order in which they are tried. */
  public List<String> names() {
    return patterns.stream().map(SmsPattern::name).toList();
  }

  /** The first pattern that fits. @throws io.paywatt.ledger.Rejected 422 when what it found can't be right */
  Optional<SmsPattern.Found> read(String even) {
    return patterns.stream().map(pattern -> pattern.read(even)).flatMap(Optional::stream).findFirst();
  }

  private static List<Path> files(Path folder, List<String> faults) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException e) {
      faults.add(folder + ": can't be read as a folder with patterns: " + e.getClass().getSimpleName());
      return List.of();
    }
  }
}
