package io.paywatt.ledger.inquiry;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.payment.PaymentNotice;
import io.paywatt.ledger.payment.StrictJson;

/**
 * What a kamelet {@code <provider>-query-action} or {@code -close-action} says.
 *
 * @param state  paid, unpaid, closed or unknown
 * @param notice what was paid, or null; a query that says paid has one
 * @param reason for people, or null
 */
record Answer(String state, PaymentNotice notice, String reason) {
  private static final Set<String> FIELDS = Set.of("state", "notice", "reason");
  private static final Pattern ANY = Pattern.compile("(?s).*");

  /** @throws Rejected 422 when the kamelet did not keep the contract */
  static Answer ofQuery(byte[] json) {
    StrictJson in = StrictJson.read(json, 422, FIELDS);
    String state = in.text("state", Pattern.compile("paid|unpaid|closed|unknown"), "paid, unpaid, closed or unknown");
    JsonNode notice = in.nodeOrNull("notice");
    if (state.equals("paid") && notice == null) {
      throw StrictJson.wrong("notice", "missing", "the payment notice, when state is paid");
    }
    return new Answer(state, state.equals("paid")
        ? PaymentNotice.parse(notice.toString().getBytes(StandardCharsets.UTF_8)) : null, reason(in));
  }

  /** @throws Rejected 422 when the kamelet did not keep the contract */
  static Answer ofClose(byte[] json) {
    StrictJson in = StrictJson.read(json, 422, Set.of("state", "reason"));
    return new Answer(in.text("state", Pattern.compile("closed|paid|unknown"), "closed, paid or unknown"), null,
        reason(in));
  }

  private static String reason(StrictJson in) {
    return in.textOrNull("reason", ANY, "a text");
  }
}
