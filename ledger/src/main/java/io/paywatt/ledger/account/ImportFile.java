package io.paywatt.ledger.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** An import file: bytes become lines, and everything that is wrong with them is collected. */
final class ImportFile {
  /** Empty lines are counted here, so that line numbers are those of an editor. */
  private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

  private final String name;
  private final ImportReader reader;
  private final List<String> problems;
  private final List<ImportLine> lines = new ArrayList<>();
  private final Map<String, ImportLine> accounts = new HashMap<>();
  private final Map<String, Long> meters = new HashMap<>();
  private final Map<String, ImportLine> tariffs = new HashMap<>();
  private final Map<String, Long> places = new HashMap<>();

  ImportFile(String name, ImportReader reader, List<String> problems) {
    this.name = name;
    this.reader = reader;
    this.problems = problems;
  }

  /** @return the lines, of use only when no problem was found */
  List<ImportLine> read(byte[] csv) {
    String text = decode(csv);
    if (text == null) {
      return lines;
    }
    try (CSVParser parser = CSVParser.parse(text.startsWith("\uFEFF") ? text.substring(1) : text, CSV)) {
      read(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (lines.isEmpty() && problems.isEmpty()) {
      problem(1, "file", name, "allowed is a header and at least one line below it");
    }
    return lines;
  }

  private void read(CSVParser parser) {
    Iterator<CSVRecord> records = parser.iterator();
    List<String> header = null;
    long line = 1;
    try {
      for (; records.hasNext(); line = parser.getCurrentLineNumber() + 1) {
        CSVRecord values = records.next();
        if (values.size() == 1 && values.get(0).isBlank()) {
          continue;
        }
        if (header == null) {
          header = header(line, values);
          if (!problems.isEmpty()) {
            return;
          }
        } else {
          line(line, header, values);
        }
      }
    } catch (UncheckedIOException e) {
      problem(line, "line", "", "allowed are values separated by commas, in double quotes when they hold a comma");
    }
  }

  private List<String> header(long line, CSVRecord values) {
    List<String> header = values.stream().map(String::strip).toList();
    String all = "allowed are exactly " + String.join(",", ImportLine.COLUMNS) + ", and where needed "
        + String.join(",", ImportLine.MORE_COLUMNS);
    for (String column : header) {
      if (!ImportLine.COLUMNS.contains(column) && !ImportLine.MORE_COLUMNS.contains(column)) {
        problem(line, "column", column, all);
      } else if (header.indexOf(column) != header.lastIndexOf(column)) {
        problem(line, "column", column, "is there twice, " + all);
      }
    }
    ImportLine.COLUMNS.stream().filter(column -> !header.contains(column))
        .forEach(column -> problem(line, "column", column, "is missing, " + all));
    return header;
  }

  private void line(long number, List<String> header, CSVRecord values) {
    if (values.size() != header.size()) {
      problem(number, "line", "has " + values.size() + " values", "allowed are " + header.size());
      return;
    }
    Map<String, String> columns = new HashMap<>();
    ImportLine.MORE_COLUMNS.forEach(column -> columns.put(column, ""));
    for (int i = 0; i < header.size(); i++) {
      columns.put(header.get(i), values.get(i).strip());
    }
    int before = problems.size();
    ImportLine line = reader.read(number, columns);
    if (problems.size() == before) {
      compare(line, columns);
    }
    lines.add(line);
  }

  private void compare(ImportLine line, Map<String, String> columns) {
    Long other = meters.putIfAbsent(line.meter(), line.line());
    if (other != null) {
      problem(line.line(), "meter", line.meter(), "is on line " + other + " already, allowed is once");
    }
    Long there = line.place() == null ? null : places.putIfAbsent(line.place(), line.line());
    if (there != null) {
      problem(line.line(), "address", line.place(), "is on line " + there + " already, allowed is once a gateway");
    }
    ImportLine first = accounts.putIfAbsent(line.account(), line);
    String differs = first == null ? null : line.differsFrom(first);
    if (differs != null) {
      differs(line, differs, columns, first);
    }
    ImportLine priced = tariffs.putIfAbsent(line.account() + " " + line.utility().word(), line);
    if (priced != null && !line.tariff().equals(priced.tariff())) {
      differs(line, "tariff", columns, priced);
    }
  }

  private void differs(ImportLine line, String column, Map<String, String> columns, ImportLine first) {
    problem(line.line(), column, columns.get(column), "account " + line.account() + " says otherwise on line "
        + first.line() + ", allowed is the same" + (column.startsWith("opening_") ? ", empty or 0" : ""));
  }

  /** @return null when the bytes are not UTF-8 */
  private String decode(byte[] csv) {
    ByteBuffer bytes = ByteBuffer.wrap(csv);
    CharBuffer chars = CharBuffer.allocate(csv.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, chars, true);
    if (!result.isError()) {
      return chars.flip().toString();
    }
    long line = 1;
    for (int i = 0; i < bytes.position(); i++) {
      line += csv[i] == '\n' ? 1 : 0;
    }
    problem(line, "byte", String.format("0x%02x", csv[bytes.position()]), "allowed is UTF-8");
    return null;
  }

  private void problem(long line, String column, String value, String rule) {
    problems.add(ImportReader.problem(name, line, column, value, rule));
  }
}
