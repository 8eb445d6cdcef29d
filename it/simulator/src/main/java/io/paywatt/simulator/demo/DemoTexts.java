package io.paywatt.simulator.demo;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * The shipped texts with a template id for each, as an operator gets them approved by Alibaba Cloud: a gateway in China
 * sends templates only.
 */
final class DemoTexts {
  private static final Pattern KIND = Pattern.compile("([a-z][a-z-]*):\\s*");
  private static final Pattern TEXT = Pattern.compile("  text: \"(.*)\"\\s*");
  private static final int FIRST_TEMPLATE = 490_000_001;

  private final Map<String, String> kinds = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final Path folder;

  private DemoTexts(Path folder) {
    this.folder = folder;
  }

  /** Writes the texts of {@code from} into {@code to}. */
  static DemoTexts make(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    DemoTexts made = new DemoTexts(to);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from, "*.yaml")) {
      for (Path file : files) {
        Files.write(to.resolve(file.getFileName()), made.approve(Files.readAllLines(file)));
      }
    }
    return made;
  }

  private List<String> approve(List<String> lines) {
    List<String> approved = new ArrayList<>();
    String kind = null;
    for (String line : lines) {
      Matcher kindLine = KIND.matcher(line);
      kind = kindLine.matches() ? kindLine.group(1) : kind;
      approved.add(line);
      Matcher textLine = TEXT.matcher(line);
      if (textLine.matches()) {
        String template = "SMS_" + (FIRST_TEMPLATE + kinds.size());
        kinds.put(template, kind);
        texts.put(template, textLine.group(1));
        approved.add("  template: " + template);
      }
    }
    return approved;
  }

  Path folder() {
    return folder;
  }

  /** low-balance, receipt, ... */
  String kind(String template) {
    return kinds.getOrDefault(template, "unknown template " + template);
  }

  /** What the phone shows: the template with its variables put in. */
  String render(String template, JsonNode params) {
    String text = texts.getOrDefault(template, "");
    for (var field : params.properties()) {
      text = text.replace("{" + field.getKey() + "}", field.getValue().asText());
    }
    return text;
  }
}
