package io.paywatt.hub.routes;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;

/**
 * Everything that can be known of a folder of routes without running them: YAML, schema, linter, trial load. Works
 * offline.
 */
public final class RouteCheck {
  private final Path folder;
  private final Properties placeholders;
  private final RouteSchema schema = new RouteSchema();

  /** @param folder with route files, and kamelets below {@code kamelets/} */
  public RouteCheck(Path folder, Settings settings) {
    this.folder = folder;
    this.placeholders = settings.placeholders();
    Keys.all().forEach(key -> placeholders.putIfAbsent(key.name(), "not-set"));
  }

  /** Faults of all files below the folder, ordered by file and line; empty when all is well. */
  public List<Fault> run() throws IOException {
    return run(texts(folder));
  }

  /**
   * Faults of one file or folder, seen as if it lay in this folder: a file of the same name stands for the one here, the
   * others are there for it to refer to.
   */
  public List<Fault> run(Path path) throws IOException {
    Map<String, String> own = Files.isDirectory(path) ? texts(path)
        : Map.of(path.getFileName().toString(), read(path));
    Map<String, String> together = new LinkedHashMap<>(texts(folder));
    together.keySet().removeIf(name -> own.containsKey(name) || !Files.isDirectory(path) && own.containsKey(fileName(name)));
    together.putAll(own);
    Path shown = Files.isDirectory(path) ? path : path.resolveSibling("");
    return run(together).stream().filter(fault -> own.containsKey(fault.file()))
        .map(fault -> new Fault(shown.resolve(fault.file()).toString(), fault.line(), fault.message())).toList();
  }

  private static String fileName(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** The route and kamelet files below a folder, by path relative to it, with their text. */
  static Map<String, String> texts(Path folder) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(RouteCheck::isRouteFile).sorted().toList()) {
        texts.put(folder.relativize(path).toString(), read(path));
      }
    }
    return texts;
  }

  List<Fault> run(Map<String, String> texts) {
    List<Fault> faults = new ArrayList<>();
    List<YamlFile> routes = new ArrayList<>();
    RouteLinter linter = new RouteLinter(placeholders.stringPropertyNames(), RouteBeans.BY_NAME, faults);
    texts.forEach((name, text) -> {
      YamlFile file = YamlFile.read(name, text, faults);
      if (file != null) {
        look(file, linter, routes, faults);
      }
    });
    linter.finish();
    if (faults.isEmpty()) {
      new RouteTrial(folder.resolve("kamelets"), placeholders, RouteBeans.BY_NAME).load(routes, texts, faults);
    }
    return faults.stream().sorted().distinct().toList();
  }

  private void look(YamlFile file, RouteLinter linter, List<YamlFile> routes, List<Fault> faults) {
    int before = faults.size();
    if (file.root().path("kind").asText().equals("Kamelet")) {
      schema.check(file, faults);
      linter.lintKamelet(file);
      return;
    }
    schema.check(file, faults);
    if (faults.size() == before) {
      linter.lint(file);
    }
    routes.add(file);
  }

  static boolean isRouteFile(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(".camel.yaml") || name.endsWith(".kamelet.yaml");
  }

  private static String read(Path path) throws IOException {
    try {
      return Files.readString(path);
    } catch (MalformedInputException e) {
      return "\"not UTF-8 text";
    }
  }
}
