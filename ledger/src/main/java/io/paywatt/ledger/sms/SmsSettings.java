package io.paywatt.ledger.sms;

import java.util.List;

/**
 * How the hub talks by SMS.
 *
 * @param numbers         the own country
 * @param ownNumbers      numbers and short codes we send from: never answered
 * @param replyPrefixes   answers go only to numbers that begin so; none: only to the own country
 * @param senderPerMinute texts of one sender that are looked at
 * @param totalPerMinute  texts of all senders; above it the doors ask to send again
 * @param topupProvider   provider whose order needs nothing but the payer's phone, or null
 * @param currency        ISO 4217 code of the hub
 * @param minMinor        smallest top-up, minor units
 * @param maxMinor        largest top-up, minor units
 */
public record SmsSettings(PhoneNumbers numbers, List<String> ownNumbers, List<String> replyPrefixes, int senderPerMinute,
    int totalPerMinute, String topupProvider, String currency, long minMinor, long maxMinor) {
  public SmsSettings {
    ownNumbers = List.copyOf(ownNumbers);
    replyPrefixes = List.copyOf(replyPrefixes);
  }

  /** Whether the sender is one of ours, or our number wrote to itself. */
  boolean isOwn(InboundSms sms) {
    return sms.from().equals(sms.to()) || ownNumbers.stream().anyMatch(own -> same(own, sms.from()));
  }

  /** Whether an answer may go to this phone: a reply to a premium number costs money. */
  boolean mayAnswer(String e164) {
    return e164 != null && (replyPrefixes.isEmpty() ? numbers.isHome(e164)
        : replyPrefixes.stream().anyMatch(e164::startsWith));
  }

  private boolean same(String own, String sender) {
    String phone = numbers.e164(own);
    return own.equals(sender) || phone != null && phone.equals(numbers.e164(sender));
  }
}
