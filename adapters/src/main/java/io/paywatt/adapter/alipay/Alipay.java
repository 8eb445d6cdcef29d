package io.paywatt.adapter.alipay;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.ActionBody;
import io.paywatt.adapter.Rotating;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import org.apache.camel.Exchange;

/**
 * Alipay as the kamelets alipay-*-source and alipay-*-action use it: each action has a step that signs the call and one that
 * proves the answer, with the HTTP step between them. Bodies are JSON. Every step throws {@link Rejected} 404 when Alipay is not
 * configured, 400 naming the field that is missing or wrong; every reading step throws {@link Unavailable} when there is no
 * answer that can be trusted, {@link Rejected} 422 with Alipay's code when asking again can't help. Safe for many threads.
 */
public final class Alipay {
  /** Whether the HTTP step has something to send; the kamelets look at it. */
  private static final String CALL = "PayWattAlipayCall";

  private final AlipayNotices notices;
  private final AlipayCalls calls;
  private final AlipayRequests requests;
  private final AlipayOrder order;
  private final AlipayBill bill;

  /**
   * @param settings the merchant's app, or null when Alipay is not configured: every notice is then answered 404
   * @throws IllegalArgumentException when a key file can't be used, naming it
   */
  public Alipay(AlipaySettings settings, Clock clock) {
    if (settings == null) {
      notices = null;
      calls = null;
      requests = null;
      order = null;
      bill = null;
      return;
    }
    Supplier<AlipayKeys> keys = Rotating.of(settings.keyFiles(), () -> AlipayKeys.load(settings));
    requests = new AlipayRequests(settings, keys, clock);
    calls = new AlipayCalls(settings, keys, requests);
    notices = new AlipayNotices(settings, keys, calls, clock);
    order = new AlipayOrder(settings);
    bill = new AlipayBill(settings);
  }

  /**
   * First step of the source. A payment becomes the normalised notice, variable {@code kind} is payment. A refund becomes a
   * signed question to Alipay about how much went back, {@code kind} is refund. Everything else is answered here and the route
   * ends: 401 not genuine, 400, 413, 415 misshapen, 404 not configured, 403 somebody else's refund, each with the body
   * {@code fail}; {@code success} for a notice of nothing.
   *
   * @return the next body
   */
  public Object notice(Exchange exchange) {
    try {
      requireConfigured();
      return notices.read(exchange);
    } catch (Rejected e) {
      return AlipayNotices.refuse(exchange, e.status(), e.getMessage());
    }
  }

  /** Second step of the source for a refund: the normalised refund notice, or {@code fail}, and Alipay sends it again. */
  public byte[] refundNotice(Exchange exchange) {
    try {
      return notices.refund(exchange);
    } catch (Rejected e) {
      return AlipayNotices.refuse(exchange, e.status(), e.getMessage());
    } catch (Unavailable e) {
      return AlipayNotices.refuse(exchange, 503, e.getMessage());
    }
  }

  /** Instead of {@link #refundNotice} when the connection failed. */
  public byte[] noRefundNotice(Exchange exchange) {
    return AlipayNotices.refuse(exchange, 503, "Alipay did not answer how much was refunded");
  }

  /** Last step of the source: {@code success} when the route has stored the notice, {@code fail} otherwise. */
  public void answer(Exchange exchange) {
    notices.answer(exchange);
  }

  /** A top-up becomes a call, or, for method wap, at once what the payer's client needs. */
  public void prepareOrder(Exchange exchange) {
    requireConfigured();
    JsonNode topup = ActionBody.of(exchange, "the body");
    boolean page = order.method(topup).equals(AlipayOrder.WAP);
    exchange.setProperty(CALL, !page);
    if (page) {
      exchange.getMessage().setBody(order.page(requests.page(AlipayOrder.WAP, order.content(topup),
          order.parameters(topup))));
    } else {
      calls.begin(exchange, order, topup);
    }
  }

  /** @return {@code {"method":"qr","qrCode"}} or {@code {"method":"create","tradeNo"}} for the payer's client */
  public String readOrder(Exchange exchange) {
    return calls.end(exchange, order);
  }

  /** {@code {"orderId"|"transactionId"}} becomes a call. */
  public void prepareQuery(Exchange exchange) {
    begin(exchange, new AlipayQuery());
  }

  /** @return {@code {"state":"paid"|"unpaid"|"closed"|"unknown","reason","notice"}} */
  public String readQuery(Exchange exchange) {
    return calls.end(exchange, new AlipayQuery());
  }

  /** {@code {"orderId"}} becomes a call. */
  public void prepareClose(Exchange exchange) {
    begin(exchange, new AlipayClose());
  }

  /** @return {@code {"state":"closed"|"paid"|"unknown","reason"}} */
  public String readClose(Exchange exchange) {
    return calls.end(exchange, new AlipayClose());
  }

  /** {@code {"refundId","transactionId","amount","reason"}} becomes a call. */
  public void prepareRefund(Exchange exchange) {
    begin(exchange, new AlipayRefund());
  }

  /** @return {@code {"state":"done"|"processing"|"refused"|"held"|"unknown","reason","providerRefundId":null}} */
  public String readRefund(Exchange exchange) {
    return calls.end(exchange, new AlipayRefund());
  }

  /** {@code {"refundId","transactionId","amount"}} becomes a call. */
  public void prepareRefundQuery(Exchange exchange) {
    begin(exchange, new AlipayRefundQuery());
  }

  /** @return as {@link #readRefund} */
  public String readRefundQuery(Exchange exchange) {
    return calls.end(exchange, new AlipayRefundQuery());
  }

  /** {@code {"date":"2026-11-23"}} becomes a call. */
  public void prepareBill(Exchange exchange) {
    begin(exchange, bill);
  }

  /** The address in the answer becomes the next call; the body becomes null when there were no trades. */
  public void prepareDownload(Exchange exchange) {
    String address = calls.end(exchange, bill);
    exchange.setProperty(CALL, address != null);
    if (address == null) {
      exchange.getMessage().setBody(null);
    } else {
      AlipayBill.beginDownload(exchange, address);
    }
  }

  /** @return a temporary NDJSON file, a bill line each; the reader deletes it */
  public Path readBill(Exchange exchange) {
    return bill.read(exchange);
  }

  /** Instead of any reading step when the connection failed. @throws Unavailable always */
  public void noAnswer(Exchange exchange) {
    AlipayCalls.noAnswer(exchange);
  }

  private void begin(Exchange exchange, AlipayOperation operation) {
    requireConfigured();
    exchange.setProperty(CALL, true);
    calls.begin(exchange, operation, ActionBody.of(exchange, "the body"));
  }

  private void requireConfigured() {
    if (notices == null) {
      throw new Rejected(404, "Alipay is not configured: set the keys paywatt.alipay.*");
    }
  }
}
