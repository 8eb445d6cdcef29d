package io.paywatt.ledger.sms;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.store.Json;

/**
 * A message as every door hands it to {@code direct:sms-accept}.
 *
 * @param door       twilio, africastalking, smpp or another of 1 to 32 signs a-z, 0-9 and dash
 * @param messageId  the door's own id, 1 to 100 printable ASCII characters; with the door it is the key
 * @param from       sender as the door tells it: E.164, national, short code or name, 1 to 32 characters
 * @param to         our number or short code, 1 to 32 characters
 * @param text       0 to 2000 characters
 * @param receivedAt when the hub received it
 * @param part       which part of a long message the text is, or null: it is whole
 */
public record InboundSms(String door, String messageId, String from, String to, String text, Instant receivedAt, Part part) {
  /** Longest text that is kept. */
  public static final int LONGEST_TEXT = 2000;
  /** Most parts of one message. */
  public static final int MOST_PARTS = 20;
  private static final int SECONDS_A_MINUTE = 60;

  /**
   * Place in a long message.
   *
   * @param reference chosen by the sender, from 0; parts of one message share it
   * @param total     2 to 20
   * @param seq       1 to total
   */
  public record Part(int reference, int total, int seq) {}

  /** A whole message. */
  public InboundSms(String door, String messageId, String from, String to, String text, Instant receivedAt) {
    this(door, messageId, from, to, text, receivedAt, null);
  }

  /** @throws io.paywatt.ledger.Rejected 422 naming the field, when it is not exactly as above */
  public static InboundSms parse(byte[] json) {
    return new InboundReader(json).read();
  }

  /** The normalised JSON. */
  public byte[] toJson() {
    ObjectNode json = Json.object().put("door", door).put("messageId", messageId).put("from", from).put("to", to)
        .put("text", text).put("receivedAt", receivedAt.toString());
    if (part != null) {
      json.putObject("part").put("reference", part.reference()).put("total", part.total()).put("seq", part.seq());
    }
    return Json.write(json).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * An id for a door that has none (SMPP sequence numbers begin anew with each session): the same text of the same sender in
   * the same minute is the same message.
   */
  public static String idOf(String from, String to, String text, Instant at) {
    return sha256(from + "\n" + to + "\n" + at.getEpochSecond() / SECONDS_A_MINUTE + "\n" + text);
  }

  static String sha256(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
