package io.paywatt.adapter.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.ProviderCall;
import org.apache.camel.Exchange;

/** One thing a merchant asks of WeChat: a signed call, and what its answer means. */
interface WechatOperation {
  /** In words, for messages: "the order". */
  String what();

  /** Prepares the exchange for the HTTP step. @throws io.paywatt.ledger.Rejected 400 naming the field that is wrong */
  void begin(Exchange exchange, JsonNode ask);

  /**
   * What the answer means; becomes the body.
   *
   * @throws io.paywatt.ledger.Rejected    422 refused for good
   * @throws io.paywatt.ledger.Unavailable not known; the same call may be sent again
   */
  Object end(Exchange exchange, JsonNode ask, ProviderCall.Answer answer);
}
