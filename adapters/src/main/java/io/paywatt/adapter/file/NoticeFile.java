package io.paywatt.adapter.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import io.paywatt.adapter.OutgoingNotices;
import io.paywatt.adapter.SendResult;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.notice.OutgoingNotice;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each notice as one line of JSON to a file and to the log, phone number masked. The bean of the kamelet
 * file-notice-sink.
 */
public final class NoticeFile {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeFile.class);

  private final Path file;
  private final Clock clock;

  /** @param file under PAYWATT_DATA; made with its folder when the first notice comes */
  public NoticeFile(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /** @throws Unavailable when the file can't be written */
  public SendResult send(Exchange exchange) {
    OutgoingNotice notice = OutgoingNotices.of(exchange);
    String json = StrictJson.MAPPER.createObjectNode()
        .put("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString()).put("id", notice.id())
        .put("kind", notice.kind()).put("recipient", OutgoingNotices.masked(notice.recipient()))
        .put("locale", notice.locale()).put("text", notice.text()).toString();
    String ref = append(json);
    LOG.info("Notice {} {} to {}", notice.id(), notice.kind(), OutgoingNotices.masked(notice.recipient()));
    return SendResult.taken(notice.id(), "file", ref);
  }

  // One writer at a time, so that lines never mix.
  private synchronized String append(String json) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, json + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new Unavailable("notice file " + file + " can't be written", e);
    }
    return file.getFileName().toString();
  }
}
