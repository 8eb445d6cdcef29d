package io.paywatt.hub.config;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A properties file with its line numbers, which java.util.Properties does not keep. */
final class PropertyLines {
  /** A value and the line its key stands on. */
  record Line(String value, int number) {}

  private PropertyLines() {}

  static Map<String, Line> read(String text, List<String> problems, String file) throws IOException {
    Map<String, Line> lines = new LinkedHashMap<>();
    String[] physical = text.split("\\R", -1);
    for (int i = 0; i < physical.length; i++) {
      int first = i + 1;
      StringBuilder logical = new StringBuilder(physical[i]);
      while (!isComment(physical[i]) && continues(physical[i]) && i + 1 < physical.length) {
        logical.append('\n').append(physical[++i]);
      }
      for (var entry : parse(logical.toString(), problems, file + ":" + first).entrySet()) {
        Line before = lines.put(entry.getKey(), new Line(entry.getValue(), first));
        if (before != null) {
          problems.add(file + ":" + first + ": " + entry.getKey() + " stands already on line " + before.number());
        }
      }
    }
    return lines;
  }

  private static Map<String, String> parse(String line, List<String> problems, String where) throws IOException {
    Map<String, String> one = new LinkedHashMap<>();
    try {
      SettingsLoader.parse(line).forEach((key, value) -> one.put((String) key, (String) value));
    } catch (IllegalArgumentException e) {
      problems.add(where + ": " + e.getMessage());
    }
    return one;
  }

  private static boolean isComment(String line) {
    String text = line.stripLeading();
    return text.startsWith("#") || text.startsWith("!");
  }

  private static boolean continues(String line) {
    int slashes = 0;
    for (int i = line.length() - 1; i >= 0 && line.charAt(i) == '\\'; i--) {
      slashes++;
    }
    return slashes % 2 == 1;
  }
}
