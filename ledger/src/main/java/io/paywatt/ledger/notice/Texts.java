package io.paywatt.ledger.notice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import io.paywatt.ledger.Misconfigured;

/** The texts of all notices in all languages, from {@code config/texts/<locale>.yaml}. */
public final class Texts {
  private static final String SUFFIX = ".yaml";

  private final Map<String, Map<String, NoticeText>> byLocale;

  private Texts(Map<String, Map<String, NoticeText>> byLocale) {
    this.byLocale = byLocale;
  }

  /**
   * Reads every {@code *.yaml} of the folder.
   *
   * @param mostSegments parts an SMS may have
   * @throws Misconfigured with every fault: missing kind, unknown placeholder, text too long
   */
  public static Texts load(Path folder, int mostSegments) {
    List<String> faults = new ArrayList<>();
    Map<String, Map<String, NoticeText>> byLocale = new TreeMap<>();
    for (Path file : files(folder, faults)) {
      String name = file.getFileName().toString();
      byLocale.put(name.substring(0, name.length() - SUFFIX.length()), new TextFile(file, faults, mostSegments).read());
    }
    if (!faults.isEmpty()) {
      throw new Misconfigured(faults);
    }
    return new Texts(byLocale);
  }

  /** The languages there are, e.g. zh-CN and en. */
  public Set<String> locales() {
    return Set.copyOf(byLocale.keySet());
  }

  /** The locale whose texts serve this one: itself, the same language, English, or the first there is. */
  String nearest(String locale) {
    String wanted = locale == null ? "" : locale;
    if (byLocale.containsKey(wanted)) {
      return wanted;
    }
    String language = language(wanted);
    return byLocale.keySet().stream().filter(l -> language(l).equals(language)).findFirst()
        .or(() -> byLocale.keySet().stream().filter(l -> language(l).equals("en")).findFirst())
        .orElseGet(() -> byLocale.keySet().iterator().next());
  }

  /** @param locale as {@link #nearest} gave it, @param kind one of {@link NoticeKinds} */
  NoticeText text(String locale, String kind) {
    return byLocale.get(locale).get(kind);
  }

  private static String language(String locale) {
    return locale.replaceFirst("[-_].*", "");
  }

  private static List<Path> files(Path folder, List<String> faults) {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files = all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
      if (files.isEmpty()) {
        faults.add(folder + ": no texts there, put at least one <locale>.yaml, e.g. en.yaml");
      }
      return files;
    } catch (IOException e) {
      faults.add(folder + ": can't be read as a folder with texts: " + e.getClass().getSimpleName());
      return List.of();
    }
  }
}
