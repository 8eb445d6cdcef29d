package io.paywatt.adapter.wechat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import org.apache.camel.Exchange;

/**
 * Reads a bill while it comes in, never the whole of it in memory, into a temporary file. The answer itself is not signed: the
 * bill is believed when its hash is the one that was in the signed answer before.
 */
final class WechatBillDownload {
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  /** Writes the text of a bill in another form. */
  interface Writer {
    /** @throws Rejected 422 when the text is no such bill */
    void write(InputStream text, Path file) throws IOException;
  }

  private WechatBillDownload() {}

  /**
   * @return a new file; whoever reads it deletes it
   * @throws Unavailable cut off, refused, or another hash: ask for the bill again
   * @throws Rejected    422 refused for good, or no such bill
   */
  static Path read(Exchange exchange, Writer writer) {
    String sha1 = (String) exchange.removeProperty(WechatBills.DOWNLOAD);
    try (ProviderCall.Download download = ProviderCall.download(exchange)) {
      if (download.status() != 200) {
        throw WechatFault.of(download.answer(), "the download of the bill");
      }
      return read(download.body(), sha1, writer);
    } catch (IOException e) {
      throw new Unavailable("the download of WeChat's bill was cut off", e);
    }
  }

  private static Path read(InputStream in, String sha1, Writer writer) throws IOException {
    Path file = Files.createTempFile("paywatt-wechat-bill-", ".tmp");
    boolean good = false;
    try {
      DigestInputStream raw = digesting(in);
      DigestInputStream text = digesting(plain(raw));
      Rejected unreadable = written(writer, text, file);
      text.transferTo(OutputStream.nullOutputStream());
      raw.transferTo(OutputStream.nullOutputStream());
      // WeChat's pages don't say which bytes are hashed; its own SDK takes the text.
      if (!sha1.equalsIgnoreCase(hash(text)) && !sha1.equalsIgnoreCase(hash(raw))) {
        throw new Unavailable("WeChat's bill has another hash than WeChat announced", unreadable);
      }
      if (unreadable != null) {
        throw unreadable;
      }
      good = true;
      return file;
    } finally {
      if (!good) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** What could not be read is told only of a bill that came whole. */
  private static Rejected written(Writer writer, InputStream text, Path file) throws IOException {
    try {
      writer.write(text, file);
      return null;
    } catch (Rejected e) {
      return e;
    }
  }

  private static InputStream plain(InputStream raw) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, 1 << 16);
    in.mark(2);
    boolean zipped = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
    in.reset();
    return zipped ? new GZIPInputStream(in, 1 << 16) : in;
  }

  private static DigestInputStream digesting(InputStream in) {
    try {
      return new DigestInputStream(in, MessageDigest.getInstance("SHA-1"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hash(DigestInputStream in) {
    return HexFormat.of().formatHex(in.getMessageDigest().digest());
  }
}
