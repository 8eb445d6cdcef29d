package io.paywatt.console.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.paywatt.ledger.failed.People;
import io.paywatt.ledger.user.Mask;
import io.paywatt.ledger.user.Role;

/**
 * Personal data and tokens in answers. Nobody sees phones and payers of messages on the desk without saying why; those who
 * only look see no name of a resident and no token of a meter either.
 */
public final class Masked {
  /** In a text that was masked; what holds it is not what was kept. */
  public static final String SIGN = Mask.SIGN;

  /** Who needs to know a resident by name. */
  public static final Role SEES_RESIDENTS = Role.SUPPORT;

  private static final Set<String> OF_RESIDENTS = Set.of("holder", "digits", "tokens", "token");
  /** What these hold names a thing, however much it looks like a phone. */
  private static final Set<String> THINGS = Set.of("meter", "serial", "account", "reference", "transactionid", "orderid",
      "transaction_id", "out_trade_no", "trade_no");
  /** A mobile number of China or Kenya, or one with its country. */
  private static final Pattern IN_TEXT = Pattern.compile("(?i)(?<!\\w|(?:" + String.join("|", THINGS)
      + ")[= ]'?)(1[3-9]\\d{9}|254[17]\\d{8}|0[17]\\d{8}|\\+\\d{9,15})(?!\\w)");
  /** 20 digits with or without blanks between. */
  private static final Pattern TOKEN = Pattern.compile("(?<!\\d)\\d{4}([ -]?)\\d{4}\\1\\d{4}\\1\\d{4}\\1\\d{4}(?!\\d)");

  private static final String RAW = "raw";
  private static final Pattern STRUCTURE = Pattern.compile("\\s*[{\\[]");
  /** Fields whose object names in another one what they are of: a change of an edit, an item of M-Pesa. */
  private static final Set<String> VALUES = Set.of("before", "after", "Value");
  /** Instead of bytes that are no text, in which nothing can be found. */
  private static final JsonNode ALL = TextNode.valueOf(SIGN.repeat(4));

  private final boolean residents;

  private Masked(boolean residents) {
    this.residents = residents;
  }

  /** What somebody is shown of an answer about the desk: everything but phones and payers. */
  static Reply contacts(Reply reply) {
    return new Masked(false).of(reply);
  }

  /** What somebody is shown who only looks. */
  static Reply all(Reply reply) {
    return new Masked(true).of(reply);
  }

  /** A line for a log, in which nobody and no token is known again. */
  public static String line(String text) {
    return new Masked(true).inText(text);
  }

  /** The same content with some words hidden, wherever they stand. @param words the longest first */
  public static JsonNode words(JsonNode node, List<String> words) {
    if (node instanceof ObjectNode object) {
      object.fieldNames().forEachRemaining(name -> object.set(name, words(object.get(name), words)));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, words(array.get(i), words));
      }
    } else if (node.isTextual()) {
      return TextNode.valueOf(Mask.words(node.textValue(), words));
    }
    return node;
  }

  private Reply of(Reply reply) {
    return reply.contentType().equals(Reply.JSON)
        ? new Reply(reply.status(), reply.contentType(), Json.bytes(value(Json.read(reply.body()))), reply.headers()) : reply;
  }

  private JsonNode value(JsonNode node) {
    if (node instanceof ObjectNode object) {
      String named = named(object);
      boolean unreadable = object.path("bodyEncoding").asText().equals("base64");
      object.fieldNames().forEachRemaining(name -> object.set(name, unreadable && name.equals("body") ? ALL
          : field(VALUES.contains(name) && named != null ? named : name, object.get(name))));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, value(array.get(i)));
      }
    } else if (node.isTextual()) {
      return TextNode.valueOf(body(node.textValue()));
    }
    return node;
  }

  /** The contact that the values of an object are of, by its {@code path} or {@code Name}, or null. */
  private static String named(ObjectNode object) {
    return Stream.of(object.path("path").asText(object.path("Name").asText()).toLowerCase(Locale.ROOT).split("/"))
        .filter(People.FIELDS::contains).findFirst().orElse(null);
  }

  private JsonNode field(String name, JsonNode node) {
    String key = name.toLowerCase(Locale.ROOT);
    if (People.FIELDS.contains(key) || residents && OF_RESIDENTS.contains(key)) {
      return whole(node);
    }
    if (key.equals(RAW) && node.isTextual()) {
      return raw(node);
    }
    return node.isValueNode() && THINGS.contains(key) ? node : value(node);
  }

  /** The notice as the provider sent it, in base64: hidden when it names somebody. */
  private JsonNode raw(JsonNode node) {
    try {
      String text = new String(Base64.getDecoder().decode(node.textValue()), StandardCharsets.UTF_8);
      return body(text).equals(text) ? node : ALL;
    } catch (IllegalArgumentException e) {
      return node;
    }
  }

  private static JsonNode whole(JsonNode node) {
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, whole(array.get(i)));
      }
      return array;
    }
    if (node instanceof ObjectNode object) {
      object.fieldNames().forEachRemaining(name -> object.set(name, whole(object.get(name))));
      return object;
    }
    return node.isNull() || node.isBoolean() ? node : TextNode.valueOf(Mask.text(node.asText()));
  }

  /** A text that is JSON itself, such as the body of a message; one that is none is masked as a text. */
  private String body(String text) {
    JsonNode parsed = STRUCTURE.matcher(text).lookingAt() ? Json.parse(text) : TextNode.valueOf(text);
    if (!parsed.isContainerNode()) {
      return inText(text);
    }
    JsonNode before = parsed.deepCopy();
    return value(parsed).equals(before) ? text : parsed.toString();
  }

  private String inText(String text) {
    String fields = People.FIELD.matcher(text).replaceAll(found ->
        Matcher.quoteReplacement(found.group(1) + Mask.text(found.group(2))));
    String without = IN_TEXT.matcher(fields).replaceAll(found -> Matcher.quoteReplacement(Mask.text(found.group())));
    return residents ? TOKEN.matcher(without).replaceAll(found ->
        Matcher.quoteReplacement(Mask.text(found.group()))) : without;
  }
}
