package io.paywatt.adapter.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.PayWattException;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;

/**
 * WeChat's refusals sorted by what to do: 429 and 5xx are tried again with the same order number, everything else stays wrong
 * until somebody changes the order or the configuration. Refusals are not signed.
 */
final class WechatFault {
  private WechatFault() {}

  static PayWattException of(ProviderCall.Answer answer) {
    String what = "WeChat refused the order: HTTP " + answer.status() + detail(answer.body());
    int status = answer.status();
    boolean permanent = status >= 400 && status < 500 && status != 408 && status != 429;
    return permanent ? new Rejected(422, what) : new Unavailable(what, null);
  }

  // Code and field are for a person and a program; WeChat's text may repeat the payer's data and is cut short.
  private static String detail(byte[] body) {
    try {
      JsonNode error = StrictJson.object(body, "the answer");
      StringBuilder detail = new StringBuilder();
      append(detail, " code ", error.path("code"));
      append(detail, " field ", error.path("detail").path("field"));
      append(detail, ": ", error.path("message"));
      return detail.toString();
    } catch (Rejected e) {
      return " without a readable reason";
    }
  }

  private static void append(StringBuilder detail, String label, JsonNode value) {
    if (value.isTextual()) {
      detail.append(label).append(WechatNoticeReader.printable(value.textValue()));
    }
  }
}
