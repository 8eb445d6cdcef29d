package io.paywatt.console.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The fields of a JSON body, read strictly; every fault is collected, so that the caller learns of all at once. */
public final class Fields {
  private static final int MOST_CHARACTERS = 120;

  private final ObjectNode body;
  private final List<Fault> faults = new ArrayList<>();

  /** Reads a body whose other fields are for someone else to judge. */
  public Fields(ObjectNode body) {
    this.body = body;
  }

  /** @param body what came @param allowed fields it may have; any other is a fault */
  public Fields(ObjectNode body, Set<String> allowed) {
    this(body);
    body.fieldNames().forEachRemaining(name -> {
      if (!allowed.contains(name)) {
        fault(name, "is not known here, allowed are " + allowed.stream().sorted().toList());
      }
    });
  }

  /** A text that is one of the words; null, with a fault noted, when it is not. */
  public String word(String name, List<String> words) {
    JsonNode value = body.path(name);
    if (value.isTextual() && words.contains(value.textValue())) {
      return value.textValue();
    }
    fault(name, shown(value) + ", allowed: " + String.join(", ", words));
    return null;
  }

  /** As {@link #word}, or null when it is missing or null. */
  public String wordOrNull(String name, List<String> words) {
    return isNothing(name) ? null : word(name, words);
  }

  /** Whether the body has the field, be it null. */
  public boolean has(String name) {
    return body.has(name);
  }

  /** A boolean, or null when it is missing or null. */
  public Boolean flagOrNull(String name) {
    return isNothing(name) ? null : (Boolean) flag(name);
  }

  /** A boolean, false when it is missing. */
  public boolean flag(String name) {
    JsonNode value = body.path(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      fault(name, shown(value) + ", allowed: true, false");
    }
    return value.asBoolean(false);
  }

  /** A line of 1 to {@code most} characters; null, with a fault noted, when it is none. */
  public String text(String name, int most) {
    JsonNode value = body.path(name);
    if (isNothing(name)) {
      fault(name, shown(value) + ", allowed: a text of 1 to " + most + " characters");
    }
    return textOrNull(name, most);
  }

  /** As {@link #text}, or null when it is missing or null. */
  public String textOrNull(String name, int most) {
    JsonNode value = body.path(name);
    if (isNothing(name)) {
      return null;
    }
    String text = value.isTextual() ? value.textValue() : "";
    if (text.isBlank() || text.length() > most || text.chars().anyMatch(Character::isISOControl)) {
      fault(name, shown(value) + ", allowed: a text of 1 to " + most + " characters");
      return null;
    }
    return text;
  }

  /** A text that no answer repeats, of {@code least} to {@code most} characters; null, with a fault noted, when it is none. */
  public String secret(String name, int least, int most) {
    JsonNode value = body.path(name);
    if (!value.isTextual() || value.textValue().length() < least || value.textValue().length() > most) {
      fault(name, "is not allowed, allowed: a text of " + least + " to " + most + " characters");
      return null;
    }
    return value.textValue();
  }

  /** An array of texts, each a line of 1 to 120 characters, or null when it is missing or null. */
  public List<String> textsOrNull(String name) {
    JsonNode value = body.path(name);
    if (isNothing(name)) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    value.forEach(item -> {
      if (item.isTextual() && !item.textValue().isBlank() && item.textValue().length() <= MOST_CHARACTERS) {
        texts.add(item.textValue());
      }
    });
    if (!value.isArray() || texts.size() != value.size()) {
      fault(name, shown(value) + ", allowed: an array of texts of 1 to " + MOST_CHARACTERS + " characters");
    }
    return texts;
  }

  /** An amount in minor units from 1, or null when it is missing or null. */
  public Long amountOrNull(String name) {
    JsonNode value = body.path(name);
    if (isNothing(name)) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 1) {
      fault(name, shown(value) + ", allowed: a whole number of minor units from 1");
      return null;
    }
    return value.longValue();
  }

  /** A whole number in the range; null, with a fault noted, when it is none. */
  public Long number(String name, long least, long most) {
    if (isNothing(name)) {
      fault(name, shown(body.path(name)) + ", allowed: a whole number from " + least + " to " + most);
    }
    return numberOrNull(name, least, most);
  }

  /** As {@link #number}, or null when it is missing or null. */
  public Long numberOrNull(String name, long least, long most) {
    JsonNode value = body.path(name);
    if (isNothing(name)) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < least || value.longValue() > most) {
      fault(name, shown(value) + ", allowed: a whole number from " + least + " to " + most);
      return null;
    }
    return value.longValue();
  }

  /** A day; null, with a fault noted, when it is none. */
  public LocalDate day(String name) {
    JsonNode value = body.path(name);
    try {
      return LocalDate.parse(value.asText());
    } catch (DateTimeParseException e) {
      fault(name, shown(value) + ", allowed: a day such as 2026-11-23");
      return null;
    }
  }

  /** A time of RFC 3339, or null when it is missing or null. */
  public Instant instantOrNull(String name) {
    JsonNode value = body.path(name);
    if (isNothing(name)) {
      return null;
    }
    try {
      return OffsetDateTime.parse(value.asText()).toInstant();
    } catch (DateTimeParseException e) {
      fault(name, shown(value) + ", allowed: a time such as 2026-11-23T08:15:00Z");
      return null;
    }
  }

  /** An array of 1 to {@code most} whole numbers from 1. */
  public List<Long> numbers(String name, int most) {
    JsonNode value = body.path(name);
    List<Long> numbers = new ArrayList<>();
    value.forEach(item -> {
      if (item.isIntegralNumber() && item.canConvertToLong() && item.longValue() > 0) {
        numbers.add(item.longValue());
      }
    });
    if (!value.isArray() || numbers.isEmpty() || numbers.size() != value.size() || numbers.size() > most) {
      fault(name, shown(value) + ", allowed: an array of 1 to " + most + " whole numbers from 1");
    }
    return numbers;
  }

  /** Ends the reading. @throws ProblemException status 422 with every fault found */
  public void check() {
    if (!faults.isEmpty()) {
      throw Problem.of(422, faults.get(0).message()).withErrors(faults).asException();
    }
  }

  private boolean isNothing(String name) {
    return body.path(name).isMissingNode() || body.path(name).isNull();
  }

  private void fault(String name, String message) {
    faults.add(Fault.ofField(name, "Field '" + name + "' " + message));
  }

  private static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "is missing";
    }
    String text = value.toString();
    return "is " + (text.length() <= 60 ? text : text.substring(0, 60) + "...");
  }
}
