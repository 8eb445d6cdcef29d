package io.paywatt.ledger.notice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of one kind in one language.
 *
 * @param text      with placeholders as {@code {room}}
 * @param template  id of the approved template at the SMS provider, or null
 * @param variables placeholders the template takes, in its order
 */
record NoticeText(String text, String template, List<String> variables) {
  static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  /** Stands where a value is not known. */
  static final String NOTHING = "-";
  /** Characters the column holds. */
  private static final int LONGEST = 1000;

  String render(Map<String, String> values) {
    String rendered = PLACEHOLDER.matcher(text).replaceAll(
        found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), NOTHING)));
    return rendered.length() <= LONGEST ? rendered : rendered.substring(0, LONGEST - 1) + "…";
  }

  /** The template's variables in its order. */
  Map<String, String> variables(Map<String, String> values) {
    Map<String, String> chosen = new LinkedHashMap<>();
    variables.forEach(name -> chosen.put(name, values.getOrDefault(name, NOTHING)));
    return chosen;
  }
}
