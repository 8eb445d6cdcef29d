package io.paywatt.console.http;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
  /** What these hold names a thing, however much it looks like a phone. */
  private static final Set<String> THINGS = Set.of("meter", "serial", "account", "reference", "transactionid", "orderid",
      "transaction_id", "out_trade_no", "trade_no");
  /** A mobile number of China or Kenya, or one with its country. */
  private static final Pattern IN_TEXT = Pattern.compile("(?i)(?<!\\w|(?:" + String.join("|", THINGS)
      + ")=)(1[3-9]\\d{9}|254[17]\\d{8}|0[17]\\d{8}|\\+\\d{9,15})(?!\\w)");
  /** A field of a form, of XML, or of JSON that is not whole. */
  private static final Pattern FIELD = Pattern.compile("(?i)\\b((?:" + String.join("|", CONTACTS)
      + ")\"?\\s*[=:>]\\s*\"?)([^&<>\"\\s,}]+)");
  /** 20 digits with or without blanks between. */
  private static final Pattern TOKEN = Pattern.compile("(?<!\\d)\\d{4}([ -]?)\\d{4}\\1\\d{4}\\1\\d{4}\\1\\d{4}(?!\\d)");

  private static final Pattern STRUCTURE = Pattern.compile("\\s*[{\\[]");
  /** Fields whose object names in another one what they are of: a change of an edit, an item of M-Pesa. */
  private static final Set<String> VALUES = Set.of("before", "after", "Value");
  /** Instead of bytes that are no text, in which nothing can be found. */
  private static final JsonNode ALL = TextNode.valueOf(SIGN.repeat(SHOWN));

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
        .filter(CONTACTS::contains).findFirst().orElse(null);
  }

  private JsonNode field(String name, JsonNode node) {
    String key = name.toLowerCase(Locale.ROOT);
    if (CONTACTS.contains(key) || residents && OF_RESIDENTS.contains(key)) {
      return whole(node);
    }
    return node.isValueNode() && THINGS.contains(key) ? node : value(node);
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
    String fields = FIELD.matcher(text).replaceAll(found ->
        Matcher.quoteReplacement(found.group(1) + text(found.group(2))));
    String without = IN_TEXT.matcher(fields).replaceAll(found -> Matcher.quoteReplacement(text(found.group())));
    return residents ? TOKEN.matcher(without).replaceAll(found -> Matcher.quoteReplacement(text(found.group()))) : without;
  }
}
