package io.paywatt.adapter.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.PayWattException;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;

/**
 * WeChat's refusals sorted by what to do: after 429 and 5xx the same call may be sent again with the same numbers, everything
 * else stays wrong until somebody changes the call or the configuration. Refusals are not signed.
 */
final class WechatFault {
  private WechatFault() {}

  /** @param what what was asked for, in words: "the order" */
  static PayWattException of(ProviderCall.Answer answer, String what) {
    String text = words(answer, what);
    int status = answer.status();
    boolean permanent = status >= 400 && status < 500 && status != 408 && status != 429;
    return permanent ? new Rejected(422, text) : new Unavailable(text, null);
  }

  /** The refusal in words: status, code, field, WeChat's text cut short. */
  static String words(ProviderCall.Answer answer, String what) {
    return "WeChat refused " + what + ": HTTP " + answer.status() + detail(answer.body());
  }

  /** WeChat's code in capitals without underscores, as older pages write some of them; empty when there is none. */
  static String code(ProviderCall.Answer answer) {
    try {
      return StrictJson.object(answer.body(), "the answer").path("code").asText("").replace("_", "");
    } catch (Rejected e) {
      return "";
    }
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
      detail.append(label).append(Printable.of(value.textValue()));
    }
  }
}
