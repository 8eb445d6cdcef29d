package io.paywatt.ledger.sms;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Json;

/** Reads a normalised message; whatever is not exactly as allowed is rejected with field and rule. */
final class InboundReader {
  private static final Set<String> FIELDS = Set.of("door", "messageId", "from", "to", "text", "receivedAt", "part");
  private static final int MOST_REFERENCE = 65535;

  private final ObjectNode in;

  InboundReader(byte[] json) {
    try {
      in = Json.object(json == null ? "" : new String(json, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new Rejected(422, "The message is no JSON object: " + e.getMessage());
    }
  }

  InboundSms read() {
    in.fieldNames().forEachRemaining(name -> {
      if (!FIELDS.contains(name)) {
        throw new Rejected(422, name + " is there, allowed are only " + String.join(", ", FIELDS.stream().sorted().toList()));
      }
    });
    return new InboundSms(text("door", "[a-z0-9-]{1,32}", "1 to 32 of a-z, 0-9 and dash"),
        text("messageId", "[\\x21-\\x7e]{1,100}", "1 to 100 printable ASCII characters"),
        text("from", "[^\\p{Cntrl}]{1,32}", "1 to 32 characters"), text("to", "[^\\p{Cntrl}]{1,32}", "1 to 32 characters"),
        text("text", "(?s).{0," + InboundSms.LONGEST_TEXT + "}", "0 to " + InboundSms.LONGEST_TEXT + " characters"),
        time(), part());
  }

  // The value is not quoted: the text of a message is nobody else's business.
  private String text(String field, String pattern, String allowed) {
    JsonNode node = in.get(field);
    if (node == null || !node.isTextual() || !node.textValue().matches(pattern)) {
      throw new Rejected(422, field + (node == null ? " is missing" : " does not fit") + ", allowed are " + allowed);
    }
    return node.textValue();
  }

  private Instant time() {
    String text = text("receivedAt", ".{1,40}", "RFC 3339 times");
    try {
      return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeException e) {
      throw new Rejected(422, "receivedAt is '" + text + "', allowed is an RFC 3339 time such as 2026-11-23T12:00:00Z");
    }
  }

  private InboundSms.Part part() {
    JsonNode part = in.get("part");
    if (part == null || part.isNull()) {
      return null;
    }
    int total = number(part, "total", 2, InboundSms.MOST_PARTS);
    return new InboundSms.Part(number(part, "reference", 0, MOST_REFERENCE), total, number(part, "seq", 1, total));
  }

  private static int number(JsonNode part, String field, int least, int most) {
    JsonNode node = part.path(field);
    if (!node.isInt() || node.intValue() < least || node.intValue() > most) {
      throw new Rejected(422, "part." + field + " does not fit, allowed is a whole number from " + least + " to " + most);
    }
    return node.intValue();
  }
}
