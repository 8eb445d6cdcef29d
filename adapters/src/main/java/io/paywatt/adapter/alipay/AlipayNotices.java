package io.paywatt.adapter.alipay;

import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.GenuineNotice;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.RefundNotice;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.WebhookAnswer;
import io.paywatt.adapter.WebhookCall;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.payment.PaymentResult;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to a notice on its route, and what Alipay is told: seven bytes when it is stored, {@code fail} otherwise. */
final class AlipayNotices {
  private static final Logger LOG = LoggerFactory.getLogger(AlipayNotices.class);
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String REFUND = "PayWattAlipayRefund";

  private final AlipayNoticeReader reader;
  private final Supplier<AlipayKeys> keys;
  private final AlipayCalls calls;

  AlipayNotices(AlipaySettings settings, Supplier<AlipayKeys> keys, AlipayCalls calls, Clock clock) {
    this.reader = new AlipayNoticeReader(settings, keys, clock);
    this.keys = keys;
    this.calls = calls;
  }

  Object read(Exchange exchange) {
    AlipayNotice notice = reader.read(WebhookCall.of(exchange, FORM).body());
    if (notice instanceof AlipayNotice.Paid paid) {
      return GenuineNotice.handOn(exchange, "payment", GenuineNotice.normalised(paid.payment(), exchange));
    }
    if (notice instanceof AlipayNotice.Refunded refund) {
      WebhookAnswer.clean(exchange);
      exchange.setVariable("kind", "refund");
      exchange.setProperty(REFUND, refund);
      calls.begin(exchange, new AlipayRefundQuery(), question(refund));
      return exchange.getMessage().getBody();
    }
    if (notice instanceof AlipayNotice.NotOurs other) {
      throw new Rejected(403, other.about());
    }
    LOG.info("{}: nothing to book", ((AlipayNotice.Nothing) notice).about());
    return success().insteadOfRoute(exchange);
  }

  /** The refund as the ledger takes it: how much it was is what Alipay's signed answer says of this one request. */
  byte[] refund(Exchange exchange) {
    ProviderCall.Answer answer = ProviderCall.end(exchange);
    AlipayNotice.Refunded refund = exchange.getProperty(REFUND, AlipayNotice.Refunded.class);
    JsonNode question = question(refund);
    AlipayReply reply = AlipayReply.of(new AlipayRefundQuery().method(question), answer, keys.get());
    long fen = AlipayRefundQuery.refundedFen(question, reply);
    if (fen == 0) {
      throw new Rejected(409, "Alipay told of refund " + Printable.of(refund.refundId())
          + " and does not find it when asked:" + reply.reason());
    }
    RefundNotice done = new RefundNotice("alipay", refund.refundId(), refund.tradeNo(), null, fen, "CNY", "done",
        refund.at(), refund.raw());
    return GenuineNotice.handOn(exchange, "refund", done.toJson());
  }

  void answer(Exchange exchange) {
    Integer fault = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    if (fault != null && fault >= 400) {
      failure(fault).on(exchange);
    } else if (GenuineNotice.isNotOurs(exchange)) {
      failure(200).on(exchange);
    } else if (exchange.getMessage().getBody() instanceof PaymentResult) {
      success().on(exchange);
    } else {
      LOG.error("The route {} gave no result for a genuine Alipay notice", exchange.getFromRouteId());
      failure(500).on(exchange);
    }
  }

  /** Answers instead of the route. */
  static byte[] refuse(Exchange exchange, int status, String why) {
    LOG.warn("Alipay notice answered fail ({}): {}", status, why);
    return failure(status).insteadOfRoute(exchange);
  }

  private static JsonNode question(AlipayNotice.Refunded refund) {
    return StrictJson.MAPPER.valueToTree(Map.of("transactionId", refund.tradeNo(), "refundId", refund.refundId()));
  }

  private static WebhookAnswer success() {
    return WebhookAnswer.json(200, "text/plain", "success");
  }

  private static WebhookAnswer failure(int status) {
    return WebhookAnswer.json(status, "text/plain", "fail");
  }
}
