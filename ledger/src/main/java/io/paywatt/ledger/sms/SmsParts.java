package io.paywatt.ledger.sms;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * Parts of long messages. Each is kept in the database before the gateway is told that it arrived; the last one makes the
 * whole, in the transaction that decides it.
 */
final class SmsParts {
  /** Parts that are older belong to another message. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private SmsParts() {}

  private record Stored(int seq, String text, Instant receivedAt) {}

  /** The whole message when this part was the last to come, else empty. */
  static Optional<InboundSms> join(Handle handle, InboundSms sms) {
    String key = key(sms);
    forgetOld(handle, key, sms.receivedAt());
    handle.createUpdate("INSERT INTO sms_part (part_key, seq, total, text, received_at) VALUES (:key, :seq, :total, :text,"
            + " :at) ON DUPLICATE KEY UPDATE text = :text, received_at = :at")
        .bind("key", key).bind("seq", sms.part().seq()).bind("total", sms.part().total())
        .bind("text", SmsText.cut(sms.text(), 500)).bind("at", Store.utc(sms.receivedAt())).execute();
    List<Stored> parts = parts(handle, key);
    if (parts.size() < sms.part().total()) {
      return Optional.empty();
    }
    handle.createUpdate("DELETE FROM sms_part WHERE part_key = :key").bind("key", key).execute();
    return Optional.of(whole(sms, parts));
  }

  /** Deletes what waits in vain. @return how many parts */
  static int expire(Handle handle, Instant now) {
    return handle.createUpdate("DELETE FROM sms_part WHERE received_at < :before")
        .bind("before", Store.utc(now.minus(PATIENCE))).execute();
  }

  private static InboundSms whole(InboundSms sms, List<Stored> parts) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.text()));
    String cut = SmsText.cut(text.toString(), InboundSms.LONGEST_TEXT);
    Instant first = parts.stream().map(Stored::receivedAt).min(Instant::compareTo).orElseThrow();
    return new InboundSms(sms.door(), InboundSms.idOf(sms.from(), sms.to(), cut, first), sms.from(), sms.to(), cut, first);
  }

  // locked in the order of the key: two parts that come at once wait for each other, and the second sees both
  private static List<Stored> parts(Handle handle, String key) {
    return handle.createQuery("SELECT seq, text, received_at FROM sms_part WHERE part_key = :key ORDER BY seq FOR UPDATE")
        .bind("key", key).map((row, context) -> new Stored(row.getInt("seq"), row.getString("text"),
            Store.instant(row.getObject("received_at", LocalDateTime.class)))).list();
  }

  private static void forgetOld(Handle handle, String key, Instant now) {
    handle.createUpdate("DELETE FROM sms_part WHERE part_key = :key AND received_at < :before")
        .bind("key", key).bind("before", Store.utc(now.minus(PATIENCE))).execute();
  }

  private static String key(InboundSms sms) {
    return InboundSms.sha256(String.join("\n", sms.door(), sms.from(), sms.to(),
        String.valueOf(sms.part().reference()), String.valueOf(sms.part().total())));
  }
}
