package io.paywatt.adapter.mpesa;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.payment.PaymentNotice;

/** What the query action gives: {@code {"state","notice","reason"}}. */
final class MpesaAnswer {
  private MpesaAnswer() {}

  static String paid(PaymentNotice notice, String reason) {
    return of("paid", StrictJson.object(notice.toJson(), "the notice"), reason);
  }

  /** @param state unpaid, closed or unknown */
  static String notPaid(String state, String reason) {
    return of(state, null, reason);
  }

  private static String of(String state, JsonNode notice, String reason) {
    ObjectNode answer = StrictJson.MAPPER.createObjectNode().put("state", state);
    answer.set("notice", notice);
    return answer.put("reason", reason).toString();
  }
}
