package io.paywatt.adapter;

import java.io.IOException;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.notice.OutgoingNotice;
import org.apache.camel.Exchange;

/** The notice a route hands to a sink. */
public final class OutgoingNotices {
  private OutgoingNotices() {}

  /** The body as a notice: the object itself, or its JSON. @throws Rejected 400 when it is neither */
  public static OutgoingNotice of(Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    if (body instanceof OutgoingNotice notice) {
      return notice;
    }
    byte[] json = exchange.getMessage().getBody(byte[].class);
    try {
      return StrictJson.MAPPER.readValue(json == null ? new byte[0] : json, OutgoingNotice.class);
    } catch (IOException e) {
      throw new Rejected(400, "the body must be an outgoing notice: {\"id\",\"kind\",\"channel\",\"recipient\",\"locale\",\"title\",\"text\","
          + "\"template\",\"paramsJson\"}");
    }
  }

  /** A phone number for logs and files: the middle hidden. */
  public static String masked(String recipient) {
    if (recipient == null || recipient.length() < 7) {
      return "****";
    }
    int shown = Math.min(3, recipient.length() - 7 + 1);
    return recipient.substring(0, shown) + "****" + recipient.substring(recipient.length() - 4);
  }
}
