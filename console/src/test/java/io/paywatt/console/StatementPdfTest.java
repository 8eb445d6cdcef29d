package io.paywatt.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.console.accounts.StatementPdf;
import io.paywatt.ledger.account.Posted;
import io.paywatt.ledger.account.StatementSheet;
import io.paywatt.ledger.tariff.ChargeLine;
import io.paywatt.ledger.tariff.TariffBook;
import io.paywatt.ledger.tariff.Utility;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** The statement as PDF, read back. */
class StatementPdfTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final TariffBook TARIFFS = TariffBook.check(Path.of("../config/tariffs"), ZONE);
  private static final Instant START = Instant.parse("2026-10-31T16:00:00Z");

  private static byte[] pdf(String locale, String holder, int days) {
    List<Posted> lines = new ArrayList<>(List.of(
        new Posted(START, "payment", "payment:wechat:4200002345", 100_000_000_000L, 100_500_000_000L, null)));
    long balance = 100_500_000_000L;
    for (int day = 0; day < days; day++) {
      Instant at = START.plusSeconds(86_400L * day);
      balance -= 1_234L * 568_300;
      lines.add(new Posted(at, "consumption", "consumption:1:" + day, -1_234L * 568_300, balance, new Posted.Charge("M-1",
          Utility.WATER, ChargeLine.energy(at, at.plusSeconds(86_400), 1234, "tiered-tou", LocalDate.of(2020, 1, 1), 2, "peak",
              568_300_000L, 1_234L * 568_300))));
    }
    return StatementPdf.of(new StatementSheet("A-1", holder, "明德公寓", "3-301", locale, "CNY", START,
        START.plusSeconds(86_400L * 31), 500_000_000L, balance, lines),
        TARIFFS::tariff, ZONE);
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  @Test void it_speaks_the_language_of_the_holder_and_shows_every_figure() throws IOException {
    assertThat(text(pdf("zh-CN", "王喆堃", 1))).contains("账户对账单", "王喆堃", "水", "第2档", "1.234 m3", "0.5683", "-0.7012822",
        "99.7987178", "期初余额", "期末余额", "第 1 页，共 1 页");
    assertThat(text(pdf("en", "Ọlá Müller", 1))).contains("Statement of account", "Ọlá Müller", "明德公寓", "Water", "tier 2",
        "Opening balance", "0.5 CNY", "Page 1 of 1");
    assertThat(text(pdf("sw", "Amina", 1))).as("English when there are no words of the language").contains("Closing balance");
  }

  @Test void every_font_is_in_the_file_and_only_as_far_as_it_is_used() throws IOException {
    byte[] pdf = pdf("zh-CN", "王小明", 40);
    assertThat(pdf.length).isLessThan(200_000);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isGreaterThan(1);
      for (PDPage page : document.getPages()) {
        for (var name : page.getResources().getFontNames()) {
          PDFont font = page.getResources().getFont(name);
          assertThat(font.isEmbedded()).as(font.getName()).isTrue();
        }
      }
    }
  }

  @Test void a_sign_that_no_font_has_and_a_name_that_is_too_long_do_no_harm() throws IOException {
    assertThat(text(pdf("en", "🏠 " + "a".repeat(110), 1))).contains("? aaaa");
  }
}
