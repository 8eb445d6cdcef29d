package io.paywatt.simulator.sms;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.HttpCaller;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;
import io.paywatt.simulator.http.WireServer;

/**
 * A running gateway. What it took is listed by {@link #sent()} and by {@code GET /_sent};
 * {@code POST /_fail?code=isv.BUSINESS_LIMIT_CONTROL&times=3} makes the next calls fail.
 */
public final class SmsGateway implements AutoCloseable {
  private record Failure(String code, int times) {}

  private final List<SentMessage> sent = new CopyOnWriteArrayList<>();
  private final Set<String> nonces = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Failure> failure = new AtomicReference<>();
  private final AtomicInteger toLose = new AtomicInteger();
  private final HttpCaller http = new HttpCaller(Duration.ofSeconds(15));
  private final Acs3 signature;
  private final SendSms sendSms;
  private final WireServer server;

  private SmsGateway(String keyId, String secret, String signName, int port) {
    this.signature = new Acs3(keyId, secret);
    this.sendSms = new SendSms(signName);
    this.server = WireServer.start(port, this::answer);
  }

  /** @param port 0 for any free one */
  public static SmsGateway start(String keyId, String secret, String signName, int port) {
    return new SmsGateway(keyId, secret, signName, port);
  }

  /** Base URL, as {@code https://dysmsapi.aliyuncs.com} is the real one's. */
  public String url() {
    return server.url();
  }

  /** Everything taken so far, oldest first. */
  public List<SentMessage> sent() {
    return List.copyOf(sent);
  }

  /**
   * The next calls fail.
   *
   * @param code  {@code isv.}, {@code isp.} codes come with HTTP 200, others with 503
   * @param times how many calls
   */
  public void fail(String code, int times) {
    failure.set(new Failure(code, times));
  }

  /** The next message is taken, but nobody hears of it. */
  public void loseAnswer() {
    toLose.incrementAndGet();
  }

  /** Posts a delivery report to a hub; the gateway signs nothing. @throws IOException when no answer came */
  public HttpCaller.Answer report(String url, String bizId, String outId, boolean delivered) throws IOException {
    ArrayNode reports = Json.array();
    reports.addObject().put("phone_number", "13800138000").put("send_time", "2026-11-23 12:00:00")
        .put("report_time", "2026-11-23 12:00:05").put("success", delivered).put("err_code", delivered ? "DELIVERED"
        : "UNDELIV")
        .put("err_msg", delivered ? "用户接收成功" : "号码停机").put("sms_size", "1").put("biz_id", bizId).put("out_id", outId);
    return http.call("POST", url, Map.of("Content-Type", "application/json"), Json.bytes(reports));
  }

  @Override
  public void close() {
    server.close();
  }

  private WireResponse answer(WireRequest request) {
    String requestId = UUID.randomUUID().toString().toUpperCase();
    try {
      if (request.path().equals("/_sent")) {
        return WireResponse.json(200, list());
      }
      if (request.path().equals("/_fail")) {
        fail(request.query().get("code"), Integer.parseInt(request.query().getOrDefault("times", "1")));
        return WireResponse.empty(204);
      }
      signature.check(request, Instant.now());
      return send(request, requestId);
    } catch (GatewayError e) {
      return WireResponse.json(e.status(), Json.object().put("Code", e.code()).put("Message", e.getMessage())
          .put("RequestId", requestId));
    }
  }

  private WireResponse send(WireRequest request, String requestId) {
    if (!request.header("x-acs-action").equals("SendSms") || !request.header("x-acs-version").equals("2017-05-25")) {
      throw new GatewayError(404, "InvalidAction.NotFound", "only SendSms of version 2017-05-25");
    }
    if (!nonces.add(request.header("x-acs-signature-nonce"))) {
      throw new GatewayError(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
    }
    failWhenTold();
    List<SentMessage> messages = sendSms.read(parameters(request), Instant.now());
    sent.addAll(messages);
    if (toLose.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
      return WireResponse.silence();
    }
    return WireResponse.json(200, Json.object().put("Code", "OK").put("Message", "OK")
        .put("BizId", messages.get(0).bizId()).put("RequestId", requestId));
  }

  private void failWhenTold() {
    Failure told = failure.getAndUpdate(now -> now == null || now.times() <= 1 ? null
        : new Failure(now.code(), now.times() - 1));
    if (told != null) {
      throw new GatewayError(told.code().startsWith("is") ? 200 : 503, told.code(), "told to fail");
    }
  }

  private static TreeMap<String, String> parameters(WireRequest request) {
    TreeMap<String, String> parameters = request.query();
    if (request.header("Content-Type").startsWith("application/x-www-form-urlencoded")) {
      parameters.putAll(WireRequest.form(request.text()));
    }
    return parameters;
  }

  private ArrayNode list() {
    ArrayNode list = Json.array();
    for (SentMessage message : sent) {
      ObjectNode item = list.addObject().put("phone", message.phone()).put("signName", message.signName())
          .put("template", message.template()).put("outId", message.outId()).put("at", message.at().toString());
      item.set("params", message.params());
    }
    return list;
  }
}
