package io.paywatt.ledger.notice;

import java.time.ZoneId;
import java.util.List;
import io.paywatt.ledger.contact.Channels;

/**
 * Who hears about the house, in which words and by which rules.
 *
 * @param adminPhones phone numbers of the administrators; none: their notices are kept, but not sent
 * @param adminLocale locale of their texts, one of {@link Texts#locales()}
 * @param zone        zone in which times are written and quiet hours hold
 * @param smsProvider who takes SMS: file, aliyun, ...
 * @param rules       what becomes of messages
 */
public record NoticeSettings(List<String> adminPhones, String adminLocale, ZoneId zone, String smsProvider,
    NoticeRules rules) {
  public NoticeSettings {
    adminPhones = List.copyOf(adminPhones);
  }

  /** Who takes messages of a channel; of any but SMS it is called as the channel. */
  String provider(String channel) {
    return channel.equals(Channels.SMS) ? smsProvider : channel;
  }
}
