package io.paywatt.console.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The fields of a JSON body, read strictly; every fault is collected, so that the caller learns of all at once. */
public final class Fields {
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
    if (value.isMissingNode() || value.isNull()) {
      fault(name, shown(value) + ", allowed: a text of 1 to " + most + " characters");
    }
    return textOrNull(name, most);
  }

  /** As {@link #text}, or null when it is missing or null. */
  public String textOrNull(String name, int most) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    String text = value.isTextual() ? value.textValue() : "";
    if (text.isBlank() || text.length() > most || text.chars().anyMatch(Character::isISOControl)) {
      fault(name, shown(value) + ", allowed: a text of 1 to " + most + " characters");
      return null;
    }
    return text;
  }

  /** An amount in minor units from 1, or null when it is missing or null. */
  public Long amountOrNull(String name) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 1) {
      fault(name, shown(value) + ", allowed: a whole number of minor units from 1");
      return null;
    }
    return value.longValue();
  }

  /** A whole number from {@code least} to {@code most}, or null when it is missing or null. */
  public Integer wholeOrNull(String name, int least, int most) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < least || value.intValue() > most) {
      fault(name, shown(value) + ", allowed: a whole number from " + least + " to " + most);
      return null;
    }
    return value.intValue();
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
