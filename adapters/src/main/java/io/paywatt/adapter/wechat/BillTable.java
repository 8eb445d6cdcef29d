package io.paywatt.adapter.wechat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.Rejected;

/**
 * A WeChat bill, row by row: a line of column names, rows whose every field begins with a backtick, a line of names of the
 * summary and its one row. Columns are found by name, because older merchants have other ones. Lines end in LF or CRLF, a byte
 * order mark before the first is left out.
 */
final class BillTable {
  /** Takes the rows as they come. */
  interface Rows {
    void row(Row row) throws IOException;
  }

  /** One row; valid until the next one. */
  static final class Row {
    private final Map<String, Integer> columns;
    private final List<String> fields;
    private final long line;

    private Row(Map<String, Integer> columns, List<String> fields, long line) {
      this.columns = columns;
      this.fields = fields;
      this.line = line;
    }

    /** The field under the first of these names that the bill has. @throws Rejected 422 when it has none of them */
    String get(String... names) {
      for (String name : names) {
        Integer column = columns.get(name);
        if (column != null) {
          return fields.get(column);
        }
      }
      throw new Rejected(422, "the bill has no column " + String.join(" or ", names));
    }

    /** Line number in the bill, from 1. */
    long line() {
      return line;
    }
  }

  private BillTable() {}

  /**
   * Reads to the end.
   *
   * @return the summary
   * @throws Rejected 422 when it is no such bill, or cut short
   */
  static Row read(InputStream text, Rows rows) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8), 1 << 16);
    Map<String, Integer> columns = columns(lines.readLine());
    long number = 2;
    String line = lines.readLine();
    while (line != null && line.startsWith("`")) {
      rows.row(row(columns, line, number));
      line = lines.readLine();
      number++;
    }
    Map<String, Integer> summary = columns(line);
    String last = lines.readLine();
    if (last == null || !last.startsWith("`")) {
      throw new Rejected(422, "the bill ends without a summary");
    }
    return row(summary, last, number + 1);
  }

  private static Map<String, Integer> columns(String header) {
    if (header == null || header.isEmpty() || header.startsWith("`")) {
      throw new Rejected(422, "the bill lacks a line of column names");
    }
    String[] names = (header.startsWith("\uFEFF") ? header.substring(1) : header).split(",", -1);
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      columns.put(names[i].strip(), i);
    }
    return columns;
  }

  private static Row row(Map<String, Integer> columns, String line, long number) {
    List<String> fields = new ArrayList<>(columns.size());
    int from = 1;
    int to = line.indexOf(",`", from);
    while (to >= 0) {
      fields.add(line.substring(from, to));
      from = to + 2;
      to = line.indexOf(",`", from);
    }
    fields.add(line.substring(from));
    if (fields.size() != columns.size()) {
      throw new Rejected(422, "line " + number + " of the bill has " + fields.size() + " fields, its names are " + columns.size());
    }
    return new Row(columns, fields, number);
  }
}
