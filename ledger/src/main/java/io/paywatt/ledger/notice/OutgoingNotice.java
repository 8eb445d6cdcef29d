package io.paywatt.ledger.notice;

/**
 * A message claimed for sending.
 *
 * @param id         row of notice; the provider gets it as its out id, so that a repeat can be told
 * @param kind       low-balance, cut-off, restored, receipt, alert-..., ...
 * @param recipient  phone number, E.164 or national
 * @param locale     zh-CN or en
 * @param text       the text as rendered
 * @param template   template id at the provider, or null when none is mapped
 * @param paramsJson values of the template's variables as a JSON object of strings
 */
public record OutgoingNotice(long id, String kind, String recipient, String locale, String text, String template,
    String paramsJson) {}
