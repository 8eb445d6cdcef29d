package io.paywatt.adapter.wechat;

import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.StrictJson;
import org.apache.camel.Exchange;

/**
 * Gives money back, and asks what became of it. The same refund number never refunds twice, so after a lost answer the same
 * refund is sent again or asked after.
 */
final class WechatRefunds implements WechatOperation {
  private static final String PATH = "/v3/refund/domestic/refunds";
  private static final int REASON = 80;
  /** A person can mend these, then the same refund goes through: the merchant's balance, key or rights. */
  private static final Set<String> HELD = Set.of("NOTENOUGH", "SIGNERROR", "NOAUTH", "ACCOUNTERROR", "MCHNOTEXISTS");

  private final WechatCalls calls;
  private final boolean create;

  /** @param create true: refund; false: ask what became of it */
  WechatRefunds(WechatCalls calls, boolean create) {
    this.calls = calls;
    this.create = create;
  }

  @Override
  public String what() {
    return create ? "the refund" : "the query of a refund";
  }

  @Override
  public void begin(Exchange exchange, JsonNode ask) {
    String refund = StrictJson.text(ask, "refundId", 64);
    if (create) {
      calls.post(exchange, PATH, body(ask, refund));
    } else {
      calls.get(exchange, PATH + "/" + WechatQuery.encoded(refund));
    }
  }

  private ObjectNode body(JsonNode ask, String refund) {
    ObjectNode body = StrictJson.MAPPER.createObjectNode();
    body.put("transaction_id", StrictJson.text(ask, "transactionId", 32)).put("out_refund_no", refund);
    String reason = StrictJson.optionalText(ask, "reason", 4096);
    if (reason != null) {
      body.put("reason", WechatCalls.shortened(reason, REASON));
    }
    body.put("notify_url", calls.settings().notifyUrl());
    body.putObject("amount").put("refund", StrictJson.amount(ask, "amount")).put("total", StrictJson.amount(ask, "total"))
        .put("currency", StrictJson.currency(ask, "currency"));
    return body;
  }

  /** {@code {"state":"done"|"processing"|"refused"|"held"|"unknown","providerRefundId","reason"}}. */
  @Override
  public String end(Exchange exchange, JsonNode ask, ProviderCall.Answer answer) {
    if (answer.status() == 200) {
      return accepted(ask, calls.proven(answer, what()));
    }
    String code = WechatFault.code(answer);
    String reason = WechatFault.words(answer, what());
    if (HELD.contains(code)) {
      return result("held", null, reason);
    }
    if (answer.status() >= 500 || answer.status() < 400 || answer.status() == 408 || answer.status() == 429) {
      throw WechatFault.of(answer, what());
    }
    if (!create) {
      // Asked after a lost answer: WeChat never got it, the same refund may be sent.
      return result("unknown", null, reason);
    }
    return result("refused", null, reason);
  }

  private String accepted(JsonNode ask, JsonNode refund) {
    String theirs = refund.path("refund_id").asText(null);
    if (!StrictJson.text(ask, "refundId", 64).equals(refund.path("out_refund_no").asText())
        || refund.at("/amount/refund").asLong() != StrictJson.amount(ask, "amount")) {
      return result("unknown", theirs, "WeChat's answer is about another refund number or amount");
    }
    String status = refund.path("status").asText("");
    return switch (status) {
      case "SUCCESS" -> result("done", theirs, null);
      case "PROCESSING" -> result("processing", theirs, null);
      case "CLOSED" -> result("refused", theirs, "WeChat closed the refund");
      // The payer's account can't take it: a person decides in WeChat's console where the money goes.
      case "ABNORMAL" -> result("held", theirs, "ABNORMAL: the payer's account can't take the money back");
      default -> result("unknown", theirs, "WeChat names the state '" + Printable.of(status) + "'");
    };
  }

  private static String result(String state, String theirs, String reason) {
    return StrictJson.MAPPER.createObjectNode().put("state", state).put("providerRefundId", theirs).put("reason", reason)
        .toString();
  }
}
