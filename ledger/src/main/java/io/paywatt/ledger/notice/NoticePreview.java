package io.paywatt.ledger.notice;

import java.util.List;
import java.util.Map;

/**
 * How a notice would read.
 *
 * @param noticeClass its class in config/notices.yaml
 * @param channels    in the order in which they are tried
 * @param characters  of the text as filled in
 * @param segments    parts it takes as an SMS
 * @param templates   ids of approved templates by provider; {@code sms} of all SMS providers
 * @param variables   what the template gets, in its order
 */
public record NoticePreview(String kind, String locale, String noticeClass, List<String> channels, String text,
    int characters, int segments, Map<String, String> templates, Map<String, String> variables) {}
