package io.paywatt.adapter.wechat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.Sha256WithRsa;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.WebhookCall;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import org.apache.camel.Exchange;

/** Signs the merchant's calls and proves the answers: facts of the wire in README.md. Safe for many threads. */
final class WechatCalls {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] NOTHING = new byte[0];

  private final WechatSettings settings;
  private final WechatKeys keys;
  private final WechatProof proof;
  private final Clock clock;
  private final Supplier<String> nonces;

  WechatCalls(WechatSettings settings, WechatKeys keys, WechatProof proof, Clock clock) {
    this(settings, keys, proof, clock, WechatCalls::randomNonce);
  }

  WechatCalls(WechatSettings settings, WechatKeys keys, WechatProof proof, Clock clock, Supplier<String> nonces) {
    this.settings = settings;
    this.keys = keys;
    this.proof = proof;
    this.clock = clock;
    this.nonces = nonces;
  }

  WechatSettings settings() {
    return settings;
  }

  /** Prepares a GET. @param path with its query, percent-encoded */
  void get(Exchange exchange, String path) {
    int question = path.indexOf('?');
    String query = question < 0 ? null : path.substring(question + 1);
    ProviderCall.begin(exchange, "GET", settings.baseUrl() + (question < 0 ? path : path.substring(0, question)), query,
        headers("GET", path, NOTHING), null);
  }

  /** Prepares a GET of a whole address that WeChat has given. */
  void getAddress(Exchange exchange, String address) {
    int path = address.indexOf('/', address.indexOf("://") + 3);
    int question = address.indexOf('?');
    ProviderCall.begin(exchange, "GET", question < 0 ? address : address.substring(0, question),
        question < 0 ? null : address.substring(question + 1), headers("GET", address.substring(path), NOTHING), null);
  }

  /** Prepares a POST. @param path without a query */
  void post(Exchange exchange, String path, JsonNode body) {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    ProviderCall.begin(exchange, settings.baseUrl() + path, null, headers("POST", path, bytes), bytes);
  }

  /** A request's headers, signed for this body now. @param path with its query exactly as it is sent */
  Map<String, String> headers(String method, String path, byte[] body) {
    long now = clock.instant().getEpochSecond();
    String nonce = nonces.get();
    WechatKeys.Merchant merchant = keys.merchant();
    String signature = Sha256WithRsa.sign(merchant.key(), WechatSignature.request(method, path, now, nonce, body));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", WechatSignature.SCHEME + " mchid=\"" + settings.merchantId() + "\",nonce_str=\"" + nonce
        + "\",timestamp=\"" + now + "\",serial_no=\"" + merchant.serial() + "\",signature=\"" + signature + "\"");
    headers.put("Accept", "application/json");
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "PayWatt");
    headers.put("Wechatpay-Serial", keys.preferredSerial());
    return headers;
  }

  /**
   * The content of an answer with status 2xx.
   *
   * @param what what was asked for, in words
   * @throws Unavailable unless signed by a known key, now
   */
  JsonNode proven(ProviderCall.Answer answer, String what) {
    prove(answer, what);
    try {
      return StrictJson.object(answer.body(), "the answer");
    } catch (Rejected e) {
      throw untrusted(what, e.getMessage());
    }
  }

  /** As {@link #proven}, for an answer that may be empty. */
  void prove(ProviderCall.Answer answer, String what) {
    try {
      proof.require(new WebhookCall(answer.headers(), answer.body()));
    } catch (Rejected e) {
      throw untrusted(what, e.getMessage());
    }
  }

  /** For an answer that is not what was asked for. */
  static Unavailable untrusted(String what, String why) {
    return new Unavailable("WeChat's answer to " + what + " can't be trusted: " + why, null);
  }

  /** What the payer's client hands to wx.requestPayment for a prepaid order. */
  Map<String, String> payment(String prepay) {
    String now = Long.toString(clock.instant().getEpochSecond());
    String nonce = nonces.get();
    Map<String, String> client = new LinkedHashMap<>();
    client.put("appId", settings.appId());
    client.put("timeStamp", now);
    client.put("nonceStr", nonce);
    client.put("package", prepay);
    client.put("signType", "RSA");
    client.put("paySign", Sha256WithRsa.sign(keys.merchant().key(),
        WechatSignature.payment(settings.appId(), Long.parseLong(now), nonce, prepay)));
    return client;
  }

  /** At most so many characters, cut between characters. */
  static String shortened(String text, int most) {
    return text.codePointCount(0, text.length()) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most));
  }

  private static String randomNonce() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }
}
