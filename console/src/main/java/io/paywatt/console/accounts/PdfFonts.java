package io.paywatt.console.accounts;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The fonts of one document, embedded as far as they are used: Liberation Sans for Latin, Greek and Cyrillic (comes with
 * PDFBox), Droid Sans Fallback for Chinese.
 */
final class PdfFonts {
  private static final String LATIN = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final String CHINESE = "DroidSansFallback.ttf";
  private static final float PER_POINT = 1000f;

  private final PDDocument document;
  private final PDFont latin;
  private final Map<Integer, PDFont> byCodePoint = new HashMap<>();
  private PDFont chinese;

  PdfFonts(PDDocument document) throws IOException {
    this.document = document;
    this.latin = load(PDDocument.class.getResourceAsStream(LATIN));
  }

  /** The text with a question mark for every sign that no font has. */
  String drawable(String text) throws IOException {
    StringBuilder drawable = new StringBuilder();
    for (int codePoint : text.codePoints().toArray()) {
      drawable.appendCodePoint(of(codePoint) == null ? '?' : codePoint);
    }
    return drawable.toString();
  }

  /** The font that has a sign, or null. */
  PDFont of(int codePoint) throws IOException {
    if (!byCodePoint.containsKey(codePoint)) {
      byCodePoint.put(codePoint, has(latin, codePoint) ? latin : has(chinese(), codePoint) ? chinese() : null);
    }
    return byCodePoint.get(codePoint);
  }

  /** Points that a drawable text is wide. */
  float width(String drawable, float size) throws IOException {
    float width = 0;
    for (int codePoint : drawable.codePoints().toArray()) {
      width += of(codePoint).getStringWidth(Character.toString(codePoint));
    }
    return width * size / PER_POINT;
  }

  private PDFont chinese() throws IOException {
    if (chinese == null) {
      chinese = load(PdfFonts.class.getResourceAsStream(CHINESE));
    }
    return chinese;
  }

  private PDFont load(InputStream file) throws IOException {
    try (file) {
      return PDType0Font.load(document, file, true);
    }
  }

  private static boolean has(PDFont font, int codePoint) throws IOException {
    try {
      return font.encode(Character.toString(codePoint)).length > 0;
    } catch (IllegalArgumentException e) {
      // the way PDFBox says that a font has no such sign
      return false;
    }
  }
}
