package io.paywatt.ledger.settlement;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A bill as a file, NDJSON or CSV, read once from front to end in little memory. Every bad line is named. */
final class BillFile {
  private static final int MOST_PROBLEMS = 200;
  private static final int LONGEST_LINE = 20_000;

  /** Takes a good line. */
  interface Sink {
    void line(int number, BillLine line);
  }

  private final Path file;
  private final List<String> problems = new ArrayList<>();
  private int wrong;

  BillFile(Path file) {
    this.file = file;
  }

  /**
   * Hands every good line on; once a line was bad no further one is, but all are looked at.
   *
   * @return SHA-256 of the bytes, hex
   * @throws BillRejected with every bad line (the first {@value #MOST_PROBLEMS})
   */
  String read(Sink sink) {
    MessageDigest digest = sha256();
    try (InputStream bytes = new DigestInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), digest);
        BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()),
            1 << 16)) {
      lines(reader, sink);
    } catch (CharacterCodingException e) {
      problem(1, "a byte is not UTF-8, allowed is UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException("The bill can't be read", e);
    }
    if (wrong > 0) {
      throw new BillRejected(problems, wrong);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void lines(BufferedReader reader, Sink sink) throws IOException {
    LineReader format = null;
    int number = 0;
    int kept = 0;
    for (String line = next(reader); line != null; line = next(reader)) {
      number++;
      String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
      if (text.isBlank()) {
        continue;
      }
      try {
        if (format == null) {
          format = LineReader.of(text);
          if (format.tookHeader()) {
            continue;
          }
        }
        BillLine read = format.read(text);
        if (wrong == 0) {
          sink.line(++kept, read);
        }
      } catch (BillLine.BadLine e) {
        problem(number, e.getMessage());
        if (format == null) {
          return;
        }
      }
    }
  }

  /** A line without its end. A file without line ends must not fill the memory. */
  private String next(BufferedReader reader) throws IOException {
    StringBuilder line = null;
    for (int sign = reader.read(); sign >= 0; sign = reader.read()) {
      if (line == null) {
        line = new StringBuilder(256);
      }
      if (sign == '\n') {
        break;
      }
      if (line.length() < LONGEST_LINE && sign != '\r') {
        line.append((char) sign);
      }
    }
    return line == null ? null : line.toString();
  }

  private void problem(int line, String what) {
    wrong++;
    if (problems.size() < MOST_PROBLEMS) {
      problems.add("line " + line + ": " + what);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
