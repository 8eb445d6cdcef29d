package io.paywatt.ledger.command;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Json;

/** Checks what staff sends for a meter: exactly the fields of the kind, each in its range. */
final class RequestBody {
  private static final int WRONG = 422;
  private static final int LONGEST_TEXT = 64;
  private static final Pattern PRICE = Pattern.compile("\\d{1,6}(\\.\\d{1,6})?");
  private static final Pattern ITEM = Pattern.compile("[0-9A-F]{8}");
  private static final Pattern VALUE = Pattern.compile("now|[0-9., ]{1,160}");
  private static final Map<String, Set<String>> FIELDS = Map.of("read", Set.of("item"), "relay", Set.of("relay"),
      "balance", Set.of(), "price", Set.of("price"), "display", Set.of("text"),
      "write", Set.of("item", "value"));

  private RequestBody() {}

  /** @param bodyJson JSON object, or null or blank for an empty one @throws Rejected 422 when it is none */
  static ObjectNode read(String bodyJson) {
    try {
      return bodyJson == null || bodyJson.isBlank() ? Json.object() : Json.object(bodyJson);
    } catch (IllegalArgumentException e) {
      throw new Rejected(WRONG, "The command is not readable: " + e.getMessage());
    }
  }

  /** @throws Rejected 422 naming what is wrong */
  static void check(String kind, ObjectNode body) {
    Set<String> allowed = kind == null ? null : FIELDS.get(kind);
    if (allowed == null) {
      throw new Rejected(WRONG, "kind is '" + kind + "', allowed are " + FIELDS.keySet().stream().sorted().toList());
    }
    body.fieldNames().forEachRemaining(name -> {
      if (!allowed.contains(name)) {
        throw new Rejected(WRONG, "'" + name + "' is not a field of " + kind + ", allowed are " + allowed);
      }
    });
    if (body.path("relay").asText().equals("close")) {
      body.put("relay", "closed"); // the other word is "open", so this one is easily meant
    }
    for (String name : allowed) {
      boolean optional = kind.equals("read");
      if (!optional || body.has(name)) {
        checkField(name, body.path(name));
      }
    }
  }

  private static void checkField(String name, JsonNode value) {
    String text = value.isTextual() ? value.asText() : "";
    boolean good = switch (name) {
      case "relay" -> text.equals("open") || text.equals("closed");
      case "price" -> PRICE.matcher(text).matches();
      case "item" -> ITEM.matcher(text).matches();
      case "value" -> VALUE.matcher(text).matches();
      default -> !text.isBlank() && text.length() <= LONGEST_TEXT && text.chars().noneMatch(Character::isISOControl);
    };
    if (!good) {
      String allowed = switch (name) {
        case "relay" -> "\"open\" and \"closed\"";
        case "value" -> "what is written, digits with commas between fields, or now for a clock";
        case "item" -> "a data identifier of 8 hexadecimal digits such as 00900200";
        case "price" -> "a decimal as text, at most six places, e.g. \"0.6000\"";
        default -> "text of 1 to " + LONGEST_TEXT + " characters";
      };
      throw new Rejected(WRONG, name + " is " + (value.isMissingNode() ? "missing" : CommandEnds.cut(value.toString(), 80))
          + ", allowed is " + allowed);
    }
  }
}
