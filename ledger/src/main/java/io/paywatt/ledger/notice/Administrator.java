package io.paywatt.ledger.notice;

import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.contact.Channels;
import io.paywatt.ledger.contact.Contact;

/**
 * Somebody who runs the house.
 *
 * @param channel see {@link Channels}
 * @param address there: phone, mailbox, name of the group
 */
public record Administrator(String channel, String address) {
  public static final String ALLOWED = "channels and addresses such as email:ops@example.com,wecom:ops";

  /** Somebody with a phone. */
  public static Administrator byPhone(String phone) {
    return new Administrator(Channels.SMS, phone);
  }

  /** @param text {@code channel:address} @throws IllegalArgumentException when it is not, or the address does not fit the channel */
  public static Administrator parse(String text) {
    String[] parts = text.split(":", 2);
    if (parts.length < 2) {
      throw new IllegalArgumentException(text);
    }
    try {
      Channels.check(new Contact(parts[0], parts[1], null, true));
    } catch (Rejected e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return new Administrator(parts[0], parts[1]);
  }
}
