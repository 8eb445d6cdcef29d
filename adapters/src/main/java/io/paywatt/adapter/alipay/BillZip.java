package io.paywatt.adapter.alipay;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipInputStream;
import io.paywatt.ledger.Rejected;

/**
 * The zip of a daily bill, read from the wire in flat memory: whatever it unpacks to, no more than a line is held. Names of
 * entries are GBK and never used as names of files.
 */
final class BillZip {
  private static final Charset GBK = Charset.forName("GB18030");
  private static final int MOST_ENTRIES = 16;
  /** About five million trades. */
  private static final long MOST_BYTES = 1L << 30;

  private final String sellerId;
  private final long mostBytes;

  BillZip(String sellerId) {
    this(sellerId, MOST_BYTES);
  }

  BillZip(String sellerId, long mostBytes) {
    this.sellerId = sellerId;
    this.mostBytes = mostBytes;
  }

  /**
   * Writes the bill lines to a temporary file.
   *
   * @throws IOException when the file ends too early: fetch it again
   * @throws Rejected    422 when it is no bill of this seller, or a zip that unpacks without end
   */
  Path write(InputStream in) throws IOException {
    Path file = Files.createTempFile("paywatt-alipay-bill-", ".ndjson");
    boolean whole = false;
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      entries(new ZipInputStream(in, GBK), out);
      whole = true;
    } catch (IllegalArgumentException e) {
      throw new Rejected(422, "the bill is a zip with entry names that are neither GBK nor UTF-8");
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
    return file;
  }

  private void entries(ZipInputStream zip, BufferedWriter out) throws IOException {
    Limited limited = new Limited(zip);
    boolean found = false;
    for (int count = 0; zip.getNextEntry() != null; count++) {
      if (count == MOST_ENTRIES) {
        throw new Rejected(422, "the bill has more than " + MOST_ENTRIES + " files");
      }
      // A reader of its own for each entry: none may read ahead into the next.
      found |= new BillCsv(sellerId, reader(limited), out).copy();
    }
    if (!found) {
      throw new Rejected(422, "the bill holds no file with trades");
    }
  }

  private static Reader reader(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, GBK), 1 << 16);
  }

  /** Stops a zip bomb; closing does nothing, since the zip goes on behind the entry. */
  private final class Limited extends FilterInputStream {
    private long read;

    Limited(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = super.read(bytes, from, length);
      read += Math.max(0, count);
      if (read > mostBytes) {
        throw new Rejected(422, "the bill unpacks to more than " + mostBytes + " bytes");
      }
      return count;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public void close() {
      // see above
    }
  }
}
