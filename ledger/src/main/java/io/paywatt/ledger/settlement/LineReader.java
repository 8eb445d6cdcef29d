package io.paywatt.ledger.settlement;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.settlement.BillLine.BadLine;
import io.paywatt.ledger.store.Json;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads lines of one format. CSV values lie on one line: none of the fields may hold a line end. */
final class LineReader {
  /** Columns of CSV, or null for NDJSON. */
  private final List<String> columns;

  private LineReader(List<String> columns) {
    this.columns = columns;
  }

  /** Chosen by the first line: a JSON object, or the header of CSV. @throws BadLine when it is neither */
  static LineReader of(String first) {
    if (first.stripLeading().startsWith("{")) {
      return new LineReader(null);
    }
    List<String> header = csv(first).stream().map(String::strip).toList();
    if (header.size() != BillLine.FIELDS.size() || !header.containsAll(BillLine.FIELDS)) {
      throw new BadLine("the file begins with " + BillLine.shown(first) + ", allowed is a JSON object a line, or the header "
          + String.join(",", BillLine.FIELDS));
    }
    return new LineReader(header);
  }

  boolean tookHeader() {
    return columns != null;
  }

  BillLine read(String line) {
    return BillLine.of(columns == null ? json(line) : values(line));
  }

  private Map<String, String> values(String line) {
    CSVRecord record = csv(line);
    if (record.size() != columns.size()) {
      throw new BadLine("it has " + record.size() + " values, allowed are " + columns.size());
    }
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String value = record.get(i).strip();
      fields.put(columns.get(i), value.isEmpty() ? null : value);
    }
    return fields;
  }

  private static CSVRecord csv(String line) {
    try (CSVParser parser = CSVParser.parse(line, CSVFormat.RFC4180)) {
      return parser.iterator().next();
    } catch (IOException | RuntimeException e) {
      throw new BadLine("it is " + BillLine.shown(line) + ", allowed are values separated by commas, in double quotes"
          + " when they hold a comma");
    }
  }

  private static Map<String, String> json(String line) {
    ObjectNode object;
    try {
      object = Json.object(line);
    } catch (IllegalArgumentException e) {
      throw new BadLine("it is no JSON object, or names a field twice, or is longer than allowed; allowed is one object");
    }
    Map<String, String> fields = new HashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!BillLine.FIELDS.contains(field.getKey())) {
        throw new BadLine(BillLine.shown(field.getKey()) + " is there, allowed is only " + String.join(", ", BillLine.FIELDS));
      }
      fields.put(field.getKey(), text(field.getKey(), field.getValue()));
    }
    return fields;
  }

  /** The amount is a number and everything else a text: "50" for an amount is as wrong as 50.0. */
  private static String text(String name, JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    boolean number = name.equals("amount");
    if (number ? !value.isIntegralNumber() : !value.isTextual()) {
      throw new BadLine(name + " is " + BillLine.shown(value.toString()) + ", allowed is "
          + (number ? "a whole number of minor units" : "a text"));
    }
    return value.asText();
  }
}
