package io.paywatt.ledger.meter;

import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.csv.ChangesFile;
import org.apache.commons.csv.CSVRecord;

/** Changes of many meters from a CSV file with the columns {@code meter,at,final_wh,new_serial,initial_wh,multiplier,range_wh}. */
final class MeterChangeFile {
  private static final List<String> COLUMNS =
      List.of("meter", "at", "final_wh", "new_serial", "initial_wh", "multiplier", "range_wh");

  /** @param serial of the meter */
  record Told(String serial, Replacement replacement) {}

  private MeterChangeFile() {}

  /** @throws Rejected 422 naming every bad line */
  static List<ChangesFile.Line<Told>> read(Path file) throws IOException {
    return ChangesFile.read(file, COLUMNS, record -> new Told(record.get("meter"), replacement(record)));
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
