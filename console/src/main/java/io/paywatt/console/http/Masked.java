package io.paywatt.console.http;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.paywatt.ledger.user.Role;

/**
 * Personal data and tokens in answers. Nobody sees phones and payers of messages on the desk without saying why; those who
 * only look see no name of a resident and no token of a meter either.
 */
public final class Masked {
  /** In a text that was masked; what holds it is not what was kept. */
  public static final String SIGN = "•";

  /** Who needs to know a resident by name. */
  public static final Role SEES_RESIDENTS = Role.SUPPORT;

  private static final int SHOWN = 4;
  private static final Set<String> CONTACTS = Set.of("phone", "openid", "payer", "buyer_id", "buyer_logon_id",
      "buyer_open_id", "msisdn", "phonenumber", "mobile", "mobile_number", "email", "receipt_email", "firstname",
      "middlename", "lastname");
  private static final Set<String> OF_RESIDENTS = Set.of("holder", "digits", "tokens", "token");
  /** A mobile number of China, one with its country, or 20 digits of a token with or without blanks between. */
  private static final Pattern IN_TEXT = Pattern.compile("(?<![\\d])(1[3-9]\\d{9}|\\+\\d{9,15})(?!\\d)");
  private static final Pattern TOKEN = Pattern.compile("(?<!\\d)\\d{4}([ -]?)\\d{4}\\1\\d{4}\\1\\d{4}\\1\\d{4}(?!\\d)");

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

  /** A name, or a number, of which the end is enough to know it again; null stays null. */
  public static String text(String text) {
    if (text == null) {
      return null;
    }
    int shown = text.length() > 2 * SHOWN ? SHOWN : text.length() > 1 ? 1 : 0;
    return SIGN.repeat(text.length() - shown) + text.substring(text.length() - shown);
  }

  private Reply of(Reply reply) {
    return reply.contentType().equals(Reply.JSON)
        ? new Reply(reply.status(), reply.contentType(), Json.bytes(value(Json.read(reply.body()))), reply.headers()) : reply;
  }

  private JsonNode value(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.fieldNames().forEachRemaining(name -> object.set(name, field(name, object.get(name))));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, value(array.get(i)));
      }
    } else if (node.isTextual()) {
      return TextNode.valueOf(inText(node.textValue()));
    }
    return node;
  }

  private JsonNode field(String name, JsonNode node) {
    String key = name.toLowerCase(Locale.ROOT);
    if (!CONTACTS.contains(key) && !(residents && OF_RESIDENTS.contains(key))) {
      return node.isTextual() && node.textValue().startsWith("{") ? TextNode.valueOf(body(node.textValue())) : value(node);
    }
    return whole(node);
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
    return node.isNull() || node.isBoolean() ? node : TextNode.valueOf(text(node.asText()));
  }

  /** A text that is an object itself, such as the body of a message; one that is none is masked as a text. */
  private String body(String text) {
    JsonNode parsed = Json.parse(text);
    return parsed.isObject() ? value(parsed).toString() : inText(text);
  }

  private String inText(String text) {
    String without = IN_TEXT.matcher(text).replaceAll(found -> Matcher.quoteReplacement(text(found.group())));
    return residents ? TOKEN.matcher(without).replaceAll(found -> Matcher.quoteReplacement(text(found.group()))) : without;
  }
}
