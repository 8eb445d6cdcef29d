package io.paywatt.ledger.notice;

/**
 * A message claimed for sending.
 *
 * @param id         row of notice; the provider gets it as its out id, so that a repeat can be told
 * @param kind       low-balance, cut-off, restored, receipt, alert-..., ...
 * @param channel    sms, email, wechat-mini, ...: which address it is
 * @param recipient  the address: phone number (E.164 or national), mailbox, openid, token, subscription
 * @param locale     zh-CN or en
 * @param title      who speaks, the site's name: subject of a mail, first line of a push
 * @param text       the text as rendered
 * @param template   template id at the provider, or null when none is mapped
 * @param paramsJson values of the template's variables as a JSON object of strings
 */
public record OutgoingNotice(long id, String kind, String channel, String recipient, String locale, String title, String text,
    String template, String paramsJson) {
  OutgoingNotice withTemplate(String other) {
    return new OutgoingNotice(id, kind, channel, recipient, locale, title, text, other, paramsJson);
  }
}
