package io.paywatt.console.accounts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** Lines and rows of text on A4 pages in landscape, one below the other; measures in points. */
final class PdfTable implements AutoCloseable {
  private static final float WIDTH = PDRectangle.A4.getHeight();
  private static final float HEIGHT = PDRectangle.A4.getWidth();
  private static final float MARGIN = 40;
  private static final float GAP = 6;
  private static final float LEADING = 1.45f;

  /** @param width in points @param right set at the right side, as numbers are */
  record Column(float width, boolean right) {}

  private final PDDocument document;
  private final PdfFonts fonts;
  private final List<Column> columns;
  private final List<String> header;
  private PDPageContentStream page;
  private float y;

  PdfTable(PDDocument document, List<Column> columns, List<String> header) throws IOException {
    this.document = document;
    this.fonts = new PdfFonts(document);
    this.columns = columns;
    this.header = header;
    newPage();
  }

  /** A line of text over the whole width. */
  void text(String text, float size) throws IOException {
    for (String line : wrapped(text, size, WIDTH - 2 * MARGIN)) {
      need(size);
      draw(line, MARGIN, size);
      y -= size * LEADING;
    }
  }

  /** The names of the columns, with a rule below. */
  void header(float size) throws IOException {
    row(header, size);
    page.moveTo(MARGIN, y + size * 0.9f);
    page.lineTo(WIDTH - MARGIN, y + size * 0.9f);
    page.setLineWidth(0.5f);
    page.stroke();
    y -= size * 0.4f;
  }

  /** A row; cells that are too wide go on in the next line. On a new page the names of the columns come first. */
  void row(List<String> cells, float size) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      lines.add(wrapped(cells.get(i), size, columns.get(i).width() - GAP));
    }
    int most = lines.stream().mapToInt(List::size).max().orElse(1);
    if (y - most * size * LEADING < MARGIN + size) {
      newPage();
      header(size);
    }
    for (int n = 0; n < most; n++) {
      float x = MARGIN;
      for (int i = 0; i < lines.size(); i++) {
        String cell = n < lines.get(i).size() ? lines.get(i).get(n) : "";
        draw(cell, columns.get(i).right() ? x + columns.get(i).width() - GAP - fonts.width(cell, size) : x, size);
        x += columns.get(i).width();
      }
      y -= size * LEADING;
    }
  }

  void space(float points) {
    y -= points;
  }

  /** Ends the last page and writes one line at the foot of each. */
  void foot(Foot foot, float size) throws IOException {
    page.close();
    int count = document.getNumberOfPages();
    for (int n = 0; n < count; n++) {
      page = new PDPageContentStream(document, document.getPage(n), AppendMode.APPEND, true);
      y = MARGIN / 2;
      draw(fonts.drawable(foot.of(n + 1, count)), MARGIN, size);
      page.close();
    }
  }

  /** What stands at the foot of a page. */
  @FunctionalInterface
  interface Foot {
    String of(int page, int pages);
  }

  @Override
  public void close() throws IOException {
    document.close();
  }

  private void need(float size) throws IOException {
    if (y - size * LEADING < MARGIN) {
      newPage();
    }
  }

  private void newPage() throws IOException {
    if (page != null) {
      page.close();
    }
    PDPage next = new PDPage(new PDRectangle(WIDTH, HEIGHT));
    document.addPage(next);
    page = new PDPageContentStream(document, next);
    y = HEIGHT - MARGIN;
  }

  private void draw(String drawable, float x, float size) throws IOException {
    page.beginText();
    page.newLineAtOffset(x, y);
    PDFont last = null;
    StringBuilder run = new StringBuilder();
    for (int codePoint : drawable.codePoints().toArray()) {
      PDFont font = fonts.of(codePoint);
      if (font != last && last != null) {
        show(run, last, size);
      }
      last = font;
      run.appendCodePoint(codePoint);
    }
    if (last != null) {
      show(run, last, size);
    }
    page.endText();
  }

  private void show(StringBuilder run, PDFont font, float size) throws IOException {
    page.setFont(font, size);
    page.showText(run.toString());
    run.setLength(0);
  }

  /** Breaks at the last blank that fits, in Chinese at any sign. */
  private List<String> wrapped(String text, float size, float width) throws IOException {
    List<String> lines = new ArrayList<>();
    String rest = fonts.drawable(text);
    while (fonts.width(rest, size) > width && rest.codePointCount(0, rest.length()) > 1) {
      int end = rest.length();
      while (end > 1 && fonts.width(rest.substring(0, end), size) > width) {
        end = rest.offsetByCodePoints(end, -1);
      }
      int blank = rest.lastIndexOf(' ', end);
      int cut = blank > 0 ? blank : Math.max(1, end);
      lines.add(rest.substring(0, cut));
      rest = rest.substring(cut).strip();
    }
    lines.add(rest);
    return lines;
  }
}
