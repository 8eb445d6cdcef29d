package io.paywatt.ledger.notice;

import java.time.ZoneId;
import java.util.List;

/**
 * Who hears about the house, and in which words.
 *
 * @param adminPhones phone numbers of the administrators; none: their notices are kept, but not sent
 * @param adminLocale locale of their texts, one of {@link Texts#locales()}
 * @param zone        zone in which times are written
 */
public record NoticeSettings(List<String> adminPhones, String adminLocale, ZoneId zone) {
  public NoticeSettings {
    adminPhones = List.copyOf(adminPhones);
  }
}
