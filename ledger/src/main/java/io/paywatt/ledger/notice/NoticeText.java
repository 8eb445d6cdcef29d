package io.paywatt.ledger.notice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import io.paywatt.ledger.contact.Channels;
import io.paywatt.ledger.store.Json;

/**
 * The text of one kind in one language.
 *
 * @param text      with placeholders as {@code {room}}; {@code {count|meter|meters}} is a word that goes with a number
 * @param templates ids of approved templates by provider; {@link #ANY_SMS} for every SMS provider
 * @param variables placeholders the template takes, in its order
 */
record NoticeText(String text, Map<String, String> templates, List<String> variables) {
  static final String ANY_SMS = "sms";

  /** Name, then the forms for one and for several. */
  static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}|]*)(?:\\|([^{}|]*)\\|([^{}|]*))?}");
  /** Stands where a value is not known. */
  static final String NOTHING = "-";
  /** Characters the column holds. */
  private static final int LONGEST = 1000;

  /** The template at a provider, or null. */
  String template(String channel, String provider) {
    return templates.getOrDefault(provider, channel.equals(Channels.SMS) ? templates.get(ANY_SMS) : null);
  }

  /** Values as they stand with a notice: a JSON object of texts. */
  static Map<String, String> values(String params) {
    Map<String, String> values = new LinkedHashMap<>();
    Json.object(params).properties().forEach(value -> values.put(value.getKey(), value.getValue().asText()));
    return values;
  }

  String render(Map<String, String> values) {
    String rendered = PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(shown(found, values)));
    return rendered.length() <= LONGEST ? rendered : rendered.substring(0, LONGEST - 1) + "…";
  }

  private static String shown(MatchResult found, Map<String, String> values) {
    String value = values.getOrDefault(found.group(1), NOTHING);
    return found.group(2) == null ? value : value.equals("1") ? found.group(2) : found.group(3);
  }

  /** The template's variables in its order. */
  Map<String, String> variables(Map<String, String> values) {
    Map<String, String> chosen = new LinkedHashMap<>();
    variables.forEach(name -> chosen.put(name, values.getOrDefault(name, NOTHING)));
    return chosen;
  }
}
