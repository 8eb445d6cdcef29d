package io.paywatt.ledger.contact;

import java.time.Instant;

/**
 * An address of somebody of an account.
 *
 * @param channel    sms, email, wechat-mini, ...: see {@link Channels}
 * @param address    phone, mailbox, openid, token, subscription
 * @param locale     language of messages to it, or null: the account's
 * @param optedIn    whether messages that nobody asked for go there
 * @param gone       when the provider knew it no more, or null
 * @param goneReason what the provider said then, or null
 */
public record Contact(String channel, String address, String locale, boolean optedIn, Instant gone, String goneReason) {
  /** A new address. */
  public Contact(String channel, String address, String locale, boolean optedIn) {
    this(channel, address, locale, optedIn, null, null);
  }

  /** Whether messages may go there. */
  public boolean usable() {
    return optedIn && gone == null;
  }

  /** For people who look at it: the middle of the address hidden. */
  public Contact masked() {
    int shown = Math.min(4, address.length() / 3);
    return new Contact(channel, address.substring(0, shown) + "****" + address.substring(address.length() - shown), locale, optedIn,
        gone, goneReason);
  }

  /** Without the address: it leads to a person, and a token is a secret. */
  @Override
  public String toString() {
    return "Contact[channel=" + channel + ", optedIn=" + optedIn + ", gone=" + gone + "]";
  }
}
