package io.paywatt.ledger.failed;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.store.Json;

/** Whom a message names: what stands in its fields for names, phones and the like. */
public final class People {
  /** Names of such fields, in small letters. */
  public static final Set<String> FIELDS = Set.of("phone", "openid", "payer", "buyer_id", "buyer_logon_id", "buyer_open_id",
      "msisdn", "phonenumber", "mobile", "mobile_number", "email", "receipt_email", "firstname", "middlename", "lastname",
      "payername", "payer_name", "payerphone", "payer_phone", "sendername", "sender_name", "customername", "customer_name",
      "fullname", "full_name");
  /** Such a field of a form, of XML, or of JSON that is not whole: group 1 is its name, group 2 its value. */
  public static final Pattern FIELD = Pattern.compile("(?i)\\b((?:" + String.join("|", FIELDS)
      + ")\\\\?\"?\\s*[=:>]\\s*(?:\\\\?\")?)((?<=\")[^\"\\\\]+|[^&<>\"\\s,{}\\[\\]\\\\]+)");
  private static final String RAW = "raw";
  /** A shorter word, unless it is a Chinese name, would be found in any text. */
  private static final int SHORTEST = 3;

  private People() {}

  /**
   * Names and numbers, the longest first.
   *
   * @param known  who else the message is known to be of; may hold null
   * @param things names of things, such as its meter, which are nobody's
   */
  static List<String> of(byte[] body, Collection<String> known, Collection<String> things) {
    Set<String> found = new HashSet<>(known);
    collect(new String(body, StandardCharsets.UTF_8), found);
    found.removeAll(things);
    return fit(found);
  }

  /** Those that can be found in a text, the longest first. */
  static List<String> fit(Collection<String> words) {
    return words.stream().filter(People::isFit).sorted(Comparator.comparing(String::length).reversed()).toList();
  }

  private static boolean isFit(String word) {
    return word != null && !word.isBlank() && (word.length() >= SHORTEST
        || word.length() > 1 && word.codePoints().allMatch(Character::isIdeographic));
  }

  private static void collect(String text, Set<String> found) {
    FIELD.matcher(text).results().forEach(field -> found.add(field.group(2)));
    try {
      collect(Json.object(text), found);
    } catch (IllegalArgumentException e) {
      // no JSON: its fields were found above
    }
  }

  private static void collect(JsonNode node, Set<String> found) {
    boolean named = FIELDS.contains(node.path("Name").asText().toLowerCase(Locale.ROOT));
    node.properties().forEach(field -> {
      if (FIELDS.contains(field.getKey().toLowerCase(Locale.ROOT)) || named && field.getKey().equals("Value")) {
        leaves(field.getValue(), found);
      } else if (field.getKey().equals(RAW) && field.getValue().isTextual()) {
        collect(decoded(field.getValue().textValue()), found);
      } else {
        collect(field.getValue(), found);
      }
    });
    if (node.isArray()) {
      node.forEach(each -> collect(each, found));
    }
  }

  private static void leaves(JsonNode node, Set<String> found) {
    if (node.isTextual() || node.isNumber()) {
      found.add(node.asText());
    }
    node.forEach(each -> leaves(each, found));
  }

  /** The notice as the provider sent it, or nothing when it is none. */
  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
