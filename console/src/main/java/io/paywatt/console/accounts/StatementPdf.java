package io.paywatt.console.accounts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Function;
import io.paywatt.console.accounts.PdfTable.Column;
import io.paywatt.ledger.account.Exact;
import io.paywatt.ledger.account.Posted;
import io.paywatt.ledger.account.StatementSheet;
import io.paywatt.ledger.tariff.ChargeKind;
import io.paywatt.ledger.tariff.ChargeLine;
import io.paywatt.ledger.tariff.ChargeText;
import io.paywatt.ledger.tariff.Tariff;
import org.apache.pdfbox.pdmodel.PDDocument;

/** A statement as PDF, in the language of the holder; fonts are in the file, so it looks the same everywhere. */
public final class StatementPdf {
  private static final List<Column> COLUMNS = List.of(new Column(90, false), new Column(312, false), new Column(80, true),
      new Column(90, true), new Column(95, true), new Column(95, true));
  private static final float SIZE = 8.5f;
  private static final float LARGE = 15;

  private final StatementSheet sheet;
  private final Function<String, Optional<Tariff>> tariffs;
  private final String language;
  private final ResourceBundle words;
  private final DateTimeFormatter times;
  private final DateTimeFormatter shortTimes;

  private StatementPdf(StatementSheet sheet, Function<String, Optional<Tariff>> tariffs, ZoneId zone) {
    this.sheet = sheet;
    this.tariffs = tariffs;
    this.language = sheet.locale().startsWith("zh") ? "zh" : "en";
    this.words = ResourceBundle.getBundle("io.paywatt.console.accounts.statement", Locale.forLanguageTag(sheet.locale()),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    this.times = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(zone);
    this.shortTimes = DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(zone);
  }

  /** The bytes of the file. @param tariffs by code, for the names of charges @param zone in which times are shown */
  public static byte[] of(StatementSheet sheet, Function<String, Optional<Tariff>> tariffs, ZoneId zone) {
    try {
      return new StatementPdf(sheet, tariffs, zone).bytes(zone);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] bytes(ZoneId zone) throws IOException {
    PDDocument document = new PDDocument();
    document.getDocumentInformation().setTitle(word("title") + " " + sheet.account());
    List<String> header = List.of(word("date"), word("what"), word("quantity"), word("price"), word("amount"), word("balance"));
    try (PdfTable table = new PdfTable(document, COLUMNS, header)) {
      head(table, zone);
      table.header(SIZE);
      table.row(ends("opening", sheet.openingNano()), SIZE);
      for (Posted line : sheet.lines()) {
        table.row(cells(line), SIZE);
      }
      table.row(ends("closing", sheet.closingNano()), SIZE);
      table.space(SIZE);
      table.text(word("in") + ": " + sum(1) + " " + sheet.currency() + "    " + word("out") + ": " + sum(-1) + " "
          + sheet.currency(), SIZE);
      table.text(word("exact"), SIZE);
      table.foot((page, pages) -> sheet.account() + "    " + word("page", page, pages), SIZE);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    }
  }

  private void head(PdfTable table, ZoneId zone) throws IOException {
    table.text(word("title"), LARGE);
    table.space(SIZE);
    table.text(word("account") + ": " + sheet.account() + "    " + word("holder") + ": " + sheet.holder() + "    "
        + word("place") + ": " + sheet.site() + " " + sheet.room(), SIZE);
    table.text(word("interval", time(sheet.from()), time(sheet.to()), zone.getId()), SIZE);
    table.space(SIZE);
  }

  private List<String> ends(String word, long nano) {
    return List.of("", word(word), "", "", "", Exact.of(nano) + " " + sheet.currency());
  }

  private List<String> cells(Posted line) {
    if (line.charge() == null) {
      return List.of(time(line.at()), word("kind." + line.kind()) + "  " + reference(line), "", "", Exact.of(line.nano()),
          Exact.of(line.balanceNano()));
    }
    ChargeLine charge = line.charge().line();
    boolean used = charge.kind() == ChargeKind.ENERGY;
    return List.of(time(line.at()), what(line.charge()),
        used ? Exact.quantity(charge.energyWh()) + " " + line.charge().utility().unit() : "",
        used ? Exact.perUnit(charge.pricePico()) : "", Exact.of(line.nano()), Exact.of(line.balanceNano()));
  }

  private String what(Posted.Charge charge) {
    ChargeLine line = charge.line();
    return String.join(", ", word("utility." + charge.utility().word()), word("meter", charge.meter()),
        tariffs.apply(line.tariff()).map(tariff -> ChargeText.of(tariff, line, language)).orElseGet(() -> plain(line)),
        shortTimes.format(line.from()) + " – " + shortTimes.format(line.to()));
  }

  /** Of a tariff that is no longer there. */
  private static String plain(ChargeLine line) {
    return line.item() == null ? line.kind().word() : line.item();
  }

  /** What a payment is known by at the provider: the key without the kind that comes first in it. */
  private static String reference(Posted line) {
    return line.key().substring(line.key().indexOf(':') + 1);
  }

  private String sum(int sign) {
    return Exact.of(sheet.lines().stream().mapToLong(Posted::nano).filter(nano -> Long.signum(nano) == sign).sum());
  }

  private String time(Instant instant) {
    return times.format(instant);
  }

  /** In the language of the holder; a kind or period without a word is shown as it is. */
  private String word(String key, Object... values) {
    if (!words.containsKey(key)) {
      return key.substring(key.indexOf('.') + 1);
    }
    return values.length == 0 ? words.getString(key) : MessageFormat.format(words.getString(key), text(values));
  }

  /** Numbers without separators between the thousands. */
  private static Object[] text(Object[] values) {
    Object[] texts = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      texts[i] = String.valueOf(values[i]);
    }
    return texts;
  }
}
