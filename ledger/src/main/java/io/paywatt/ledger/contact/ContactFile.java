package io.paywatt.ledger.contact;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.Rejected;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Contacts from a CSV file with the columns {@code account,channel,address,locale,opted_in}. */
final class ContactFile {
  private static final int WRONG = 422;
  private static final List<String> COLUMNS = List.of("account", "channel", "address", "locale", "opted_in");
  private static final Map<String, Boolean> YES_NO = Map.of("", true, "yes", true, "no", false);
  private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  /** @param where file:line */
  record Line(String where, String account, Contact contact) {}

  private ContactFile() {}

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
          Contact contact = contact(record);
          Channels.check(contact);
          lines.add(new Line(where, record.get("account"), contact));
        } catch (Rejected | IllegalArgumentException e) {
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

  private static Contact contact(CSVRecord record) {
    Boolean optedIn = YES_NO.get(record.get("opted_in"));
    if (optedIn == null) {
      throw new IllegalArgumentException("opted_in is '" + record.get("opted_in") + "', allowed is yes, no or empty");
    }
    String locale = record.get("locale");
    return new Contact(record.get("channel"), record.get("address"), locale.isEmpty() ? null : locale, optedIn);
  }
}
