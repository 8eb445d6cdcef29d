package io.paywatt.adapter.wechat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import io.paywatt.adapter.GenuineNotice;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.WebhookAnswer;
import io.paywatt.adapter.WebhookCall;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.failed.FailedMessage;
import io.paywatt.ledger.payment.PaymentResult;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** WeChat Pay as the kamelets wechat-* use it. Safe for many threads. */
public final class WechatPay {
  private static final Logger LOG = LoggerFactory.getLogger(WechatPay.class);
  private static final String JSON = "application/json";
  /** A kamelet in use is a route named after it with a number that changes from start to start. */
  private static final Pattern RUNNING_NUMBER = Pattern.compile("-\\d+$");
  private static final Rejected NOT_OURS = new Rejected(403, "paid to another merchant or app than this hub's");
  /** Variable of the exchange: payment or refund. */
  private static final String KIND = "kind";

  private final WechatNoticeReader reader;
  private final WechatOperations operations;
  private final Consumer<FailedMessage> desk;

  /**
   * @param settings the merchant, or null when WeChat Pay is not configured: every call is then answered 404
   * @param desk     keeps genuine notices that are neither payments nor refunds for a person; returns only when they are stored
   * @throws IllegalArgumentException when a key file can't be used, naming it
   */
  public WechatPay(WechatSettings settings, Clock clock, Consumer<FailedMessage> desk) {
    this.desk = desk;
    if (settings == null) {
      this.reader = null;
      this.operations = null;
      return;
    }
    WechatKeys keys = WechatKeys.load(settings);
    WechatProof proof = new WechatProof(keys, clock);
    WechatCipher cipher = new WechatCipher(settings.apiKey());
    WechatCalls calls = new WechatCalls(settings, keys, proof, clock);
    proof.whenUnknown(new WechatCertificates(calls, keys, cipher, clock)::fetch);
    this.reader = new WechatNoticeReader(settings, proof, cipher);
    this.operations = new WechatOperations(calls, new WechatPayments(settings));
  }

  /**
   * First step of the source: the normalised payment or refund notice; variable {@code kind} says which. What is neither is
   * answered here and the route ends: 401 not genuine, 400, 413, 415 misshapen, 404 not configured; 200 for any other genuine
   * notice, after it was put on the desk.
   *
   * @return the normalised notice, or the answer's body
   */
  public Object notice(Exchange exchange) {
    try {
      requireConfigured();
      WebhookCall call = WebhookCall.of(exchange);
      WechatNotice notice = reader.read(call);
      if (notice instanceof WechatNotice.Paid paid) {
        return GenuineNotice.handOn(exchange, "payment", GenuineNotice.normalised(paid.payment(), exchange));
      }
      if (notice instanceof WechatNotice.Refunded refunded) {
        return GenuineNotice.handOn(exchange, "refund", refunded.refund().toJson());
      }
      keep(exchange, ((WechatNotice.Other) notice).about(), call.body());
      return success().insteadOfRoute(exchange);
    } catch (Rejected e) {
      LOG.warn("WeChat notice answered {}: {}", e.status(), e.getMessage());
      return failure(e).insteadOfRoute(exchange);
    }
  }

  /** Last step of the source: tells WeChat that the notice is stored, or, stored too, that it is not for this hub. */
  public void answer(Exchange exchange) {
    boolean refund = "refund".equals(exchange.getVariable(KIND));
    // What went wrong on the way has put its own status on the message.
    boolean stored = refund && exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE) == null;
    if (stored || exchange.getMessage().getBody() instanceof PaymentResult) {
      (GenuineNotice.isNotOurs(exchange) ? failure(NOT_OURS) : success()).on(exchange);
    }
  }

  /**
   * First step of an action: turns the JSON body (or an object with its properties) into the signed call.
   *
   * @param operation order, query, close, refund, refund-query, bill or fundflow; bodies in README.md
   * @throws Rejected 404 not configured, 400 naming the field that is missing or wrong
   */
  public void prepare(Exchange exchange, String operation) {
    requireConfigured();
    operations.begin(exchange, operation);
  }

  /**
   * Step after the call: what the answer means.
   *
   * @throws Rejected 422 with WeChat's code when it refused for good
   * @throws Unavailable when it is not known; the same call may be sent again
   */
  public Object read(Exchange exchange, String operation) {
    Object result = operations.end(exchange, operation);
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, JSON);
    return result;
  }

  /** Instead of {@link #read} when the connection failed. @throws Unavailable always */
  public void noAnswer(Exchange exchange, String operation) {
    throw operations.unanswered(exchange, operation);
  }

  /** Last step of the bill: its lines as JSON, one object a line. @throws Unavailable, Rejected as {@link #read} */
  public Path readBill(Exchange exchange) {
    return WechatBillDownload.read(exchange, TradeBill::write);
  }

  /** Last step of the fund-flow bill: its text as WeChat wrote it. @throws Unavailable, Rejected as {@link #read} */
  public Path readFundFlow(Exchange exchange) {
    return WechatBillDownload.read(exchange, WechatPay::copy);
  }

  private static void copy(InputStream text, Path file) throws IOException {
    Files.copy(text, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private void keep(Exchange exchange, String about, byte[] body) {
    LOG.warn("{}: kept for a person", about);
    desk.accept(new FailedMessage(RUNNING_NUMBER.matcher(exchange.getFromRouteId()).replaceFirst(""), null, null, null, JSON,
        Map.of(), body, new Rejected(422, about + ": only payments and refunds of ours are booked by themselves")));
  }

  private void requireConfigured() {
    if (operations == null) {
      throw new Rejected(404, "WeChat Pay is not configured: set the keys paywatt.wechat.*");
    }
  }

  private static WebhookAnswer success() {
    return WebhookAnswer.json(200, JSON, "{\"code\":\"SUCCESS\",\"message\":\"OK\"}");
  }

  private static WebhookAnswer failure(Rejected e) {
    return WebhookAnswer.json(e.status(), JSON,
        StrictJson.MAPPER.createObjectNode().put("code", "FAIL").put("message", e.getMessage()).toString());
  }
}
