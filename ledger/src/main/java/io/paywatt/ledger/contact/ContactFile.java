package io.paywatt.ledger.contact;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.csv.ChangesFile;
import org.apache.commons.csv.CSVRecord;

/** Contacts from a CSV file with the columns {@code account,channel,address,locale,opted_in}. */
final class ContactFile {
  private static final List<String> COLUMNS = List.of("account", "channel", "address", "locale", "opted_in");
  private static final Map<String, Boolean> YES_NO = Map.of("", true, "yes", true, "no", false);

  /** @param account its number */
  record Told(String account, Contact contact) {}

  private ContactFile() {}

  /** @throws Rejected 422 naming every bad line */
  static List<ChangesFile.Line<Told>> read(Path file) throws IOException {
    return ChangesFile.read(file, COLUMNS, record -> {
      Contact contact = contact(record);
      Channels.check(contact);
      return new Told(record.get("account"), contact);
    });
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
