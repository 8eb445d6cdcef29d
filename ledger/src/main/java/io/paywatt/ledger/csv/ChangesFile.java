package io.paywatt.ledger.csv;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import io.paywatt.ledger.Rejected;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Many changes from a CSV file with a header: all of it or nothing, every bad line named. */
public final class ChangesFile {
  private static final int WRONG = 422;
  private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  /** @param where file:line */
  public record Line<T>(String where, T change) {}

  private ChangesFile() {}

  /**
   * @param change reads one line; a {@link Rejected}, {@link IllegalArgumentException} or {@link DateTimeException} says
   *               what is wrong with it
   * @throws Rejected 422 for other columns, or naming every bad line
   */
  public static <T> List<Line<T>> read(Path file, List<String> columns, Function<CSVRecord, T> change) throws IOException {
    List<Line<T>> lines = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    try (Reader reader = Files.newBufferedReader(file); CSVParser parser = CSVParser.parse(reader, FORMAT)) {
      if (!parser.getHeaderNames().equals(columns)) {
        throw new Rejected(WRONG, file + ":1: the columns are " + parser.getHeaderNames() + ", allowed are " + columns);
      }
      for (CSVRecord record : parser) {
        String where = file + ":" + (record.getRecordNumber() + 1);
        try {
          lines.add(new Line<>(where, change.apply(record)));
        } catch (Rejected | DateTimeException | IllegalArgumentException e) {
          problems.add(where + ": " + e.getMessage());
        }
      }
    }
    refuse(problems);
    return lines;
  }

  /** Makes the changes, within the transaction of the caller. @throws Rejected 422 naming every line that was refused */
  public static <T> void make(List<Line<T>> lines, Consumer<T> change) {
    List<String> problems = new ArrayList<>();
    for (Line<T> line : lines) {
      try {
        change.accept(line.change());
      } catch (Rejected e) {
        problems.add(line.where() + ": " + e.getMessage());
      }
    }
    refuse(problems);
  }

  private static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new Rejected(WRONG, String.join("\n", problems));
    }
  }
}
