package io.paywatt.ledger.notice;

import java.time.ZoneId;
import java.util.List;
import io.paywatt.ledger.contact.Channels;

/**
 * Who hears about the house, in which words and by which rules.
 *
 * @param administrators all of them are told; none: their notices are kept, but not sent
 * @param adminLocale    locale of their texts, one of {@link Texts#locales()}
 * @param zone           zone in which times are written and quiet hours hold
 * @param smsProvider    who takes SMS: file, aliyun, ...
 * @param rules          what becomes of messages
 */
public record NoticeSettings(List<Administrator> administrators, String adminLocale, ZoneId zone, String smsProvider,
    NoticeRules rules) {
  public NoticeSettings {
    administrators = List.copyOf(administrators);
  }

  /** Who takes messages of a channel; of any but SMS it is called as the channel. */
  String provider(String channel) {
    return channel.equals(Channels.SMS) ? smsProvider : channel;
  }
}
