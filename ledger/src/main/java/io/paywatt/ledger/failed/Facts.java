package io.paywatt.ledger.failed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.store.Json;

/**
 * What a message says of itself, drawn out of its body (a JSON object, or an object in it) and its headers by the
 * standard names of fields.
 *
 * @param reference transaction at the provider
 * @param account   number of the account
 * @param meter     serial
 * @param amount    minor units; null without a currency
 */
record Facts(String provider, String reference, String orderId, String account, String meter, Long amount,
    String currency) {
  private static final int LONGEST = 64;
  private static final int LONGEST_REFERENCE = 128;
  private static final int LONGEST_PROVIDER = 32;
  private static final String TOPIC = "CamelMqttTopic";
  private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode)
      .collect(Collectors.toUnmodifiableSet());

  static Facts of(byte[] body, Map<String, String> headers) {
    List<JsonNode> objects = objects(body);
    String meter = first(objects, headers, LONGEST, "meter", "serial", "meterSerial");
    Long amount = amount(objects);
    String currency = first(objects, Map.of(), 3, "currency");
    boolean money = amount != null && currency != null && CURRENCIES.contains(currency);
    return new Facts(first(objects, headers, LONGEST_PROVIDER, "provider"),
        first(objects, headers, LONGEST_REFERENCE, "transactionId"), first(objects, headers, LONGEST, "orderId"),
        first(objects, headers, LONGEST, "account"), meter != null ? meter : ofTopic(headers.get(TOPIC)),
        money ? amount : null, money ? currency : null);
  }

  /** All that is said, as texts: ids that an error message may quote. */
  List<String> values() {
    List<String> values = new ArrayList<>();
    for (String value : new String[] {reference, orderId, account, meter}) {
      if (value != null && !value.isBlank()) {
        values.add(value);
      }
    }
    return values;
  }

  /** The body and the objects right in it; nothing when it is no JSON object. */
  private static List<JsonNode> objects(byte[] body) {
    List<JsonNode> objects = new ArrayList<>();
    try {
      JsonNode whole = Json.object(new String(body, StandardCharsets.UTF_8));
      objects.add(whole);
      whole.forEach(field -> {
        if (field.isObject()) {
          objects.add(field);
        }
      });
    } catch (IllegalArgumentException e) {
      // no JSON: the headers may still say something
    }
    return objects;
  }

  private static String first(List<JsonNode> objects, Map<String, String> headers, int longest, String... names) {
    for (String name : names) {
      for (JsonNode object : objects) {
        JsonNode value = object.path(name);
        if (value.isTextual() || value.isIntegralNumber()) {
          return fitting(value.asText(), longest);
        }
      }
      if (headers.get(name) != null) {
        return fitting(headers.get(name), longest);
      }
    }
    return null;
  }

  private static Long amount(List<JsonNode> objects) {
    return objects.stream().map(object -> object.path("amount"))
        .filter(value -> value.isIntegralNumber() && value.canConvertToLong()).map(JsonNode::longValue).findFirst()
        .orElse(null);
  }

  /** {@code prefix/serial/kind}: the last but one. */
  private static String ofTopic(String topic) {
    String[] levels = topic == null ? new String[0] : topic.split("/");
    return levels.length < 3 ? null : fitting(levels[levels.length - 2], LONGEST);
  }

  private static String fitting(String value, int longest) {
    return value.isBlank() || value.length() > longest ? null : value;
  }
}
