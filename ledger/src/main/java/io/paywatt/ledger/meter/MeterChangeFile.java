package io.paywatt.ledger.meter;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.ledger.Rejected;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Changes of many meters from a CSV file with the columns {@code meter,at,final_wh,new_serial,initial_wh,multiplier,range_wh}. */
final class MeterChangeFile {
  private static final int WRONG = 422;
  private static final List<String> COLUMNS =
      List.of("meter", "at", "final_wh", "new_serial", "initial_wh", "multiplier", "range_wh");
  private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  /** @param where file:line */
  record Line(String where, String serial, Replacement told) {}

  private MeterChangeFile() {}

  /** @throws Rejected 422 naming every bad line */
  static List<Line> read(Path file) throws IOException {
    List<Line> lines = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    try (Reader reader = Files.newBufferedReader(file); CSVParser parser = CSVParser.parse(reader, FORMAT)) {
      if (!parser.getHeaderNames().equals(COLUMNS)) {
        throw new Rejected(WRONG, file + ":1: the columns are " + parser.getHeaderNames() + ", allowed are " + COLUMNS);
      }
      for (CSVRecord record : parser) {
        String where = file + ":" + (record.getRecordNumber() + 1);
        try {
          lines.add(new Line(where, record.get("meter"), replacement(record)));
        } catch (DateTimeException | IllegalArgumentException e) {
          problems.add(where + ": " + e.getMessage());
        }
      }
    }
    refuse(problems);
    return lines;
  }

  static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new Rejected(WRONG, String.join("\n", problems));
    }
  }

  private static Replacement replacement(CSVRecord record) {
    String serial = record.get("new_serial");
    Long multiplier = whole(record, "multiplier");
    return new Replacement(OffsetDateTime.parse(record.get("at")).toInstant(), required(record),
        serial.isEmpty() ? null : serial, whole(record, "initial_wh"),
        multiplier == null ? null : (int) Math.min(multiplier, Integer.MAX_VALUE), whole(record, "range_wh"));
  }

  private static long required(CSVRecord record) {
    Long wh = whole(record, "final_wh");
    if (wh == null) {
      throw new IllegalArgumentException("final_wh is (empty), allowed is a whole number of Wh");
    }
    return wh;
  }

  private static Long whole(CSVRecord record, String column) {
    String text = record.get(column);
    if (!text.matches("[0-9]{0,18}")) {
      throw new IllegalArgumentException(column + " is '" + text + "', allowed is empty or a whole number");
    }
    return text.isEmpty() ? null : Long.valueOf(text);
  }
}
