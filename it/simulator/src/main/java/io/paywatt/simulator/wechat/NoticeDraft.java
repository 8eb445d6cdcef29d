package io.paywatt.simulator.wechat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;

/**
 * Makes the notice of an order or a refund, genuine unless told otherwise. The body is made once, so that every further
 * {@link #sign(Instant)} is the same notice sent again: same id, fresh timestamp, nonce and signature.
 */
public final class NoticeDraft {
  private final Merchant merchant;
  private final ObjectNode content;
  private final String type;
  private PlatformKey key;
  private String serial;
  private String eventType;
  private byte[] body;

  private NoticeDraft(Merchant merchant, String type, String eventType, ObjectNode content) {
    this.merchant = merchant;
    this.type = type;
    this.eventType = eventType;
    this.content = content;
    signedBy(merchant.platformKeys().get(0));
  }

  static NoticeDraft payment(Merchant merchant, WechatOrder order, Instant now) {
    return new NoticeDraft(merchant, "transaction", "TRANSACTION.SUCCESS", Transaction.of(merchant, order, now));
  }

  /** @param refund one that has ended */
  static NoticeDraft refund(Merchant merchant, WechatRefund refund) {
    return new NoticeDraft(merchant, "refund", "REFUND." + refund.status(), refund.content(merchant));
  }

  /** Another amount than was ordered, integer fen. */
  public NoticeDraft total(long fen) {
    return change(json -> ((ObjectNode) json.get("amount")).put("total", fen).put("payer_total", fen));
  }

  /** Another currency than was ordered. */
  public NoticeDraft currency(String currency) {
    return change(json -> ((ObjectNode) json.get("amount")).put("currency", currency));
  }

  /** Changes any field of what is encrypted. */
  public NoticeDraft change(Consumer<ObjectNode> edit) {
    edit.accept(content);
    return this;
  }

  /** Another event than the one that took place. */
  public NoticeDraft eventType(String type) {
    this.eventType = type;
    return this;
  }

  /** Signs with this key and names it in {@code Wechatpay-Serial}. */
  public NoticeDraft signedBy(PlatformKey platformKey) {
    this.key = platformKey;
    this.serial = platformKey.id();
    return this;
  }

  /** Names another key than the one that signs: what a forger does. */
  public NoticeDraft claiming(String otherSerial) {
    this.serial = otherSerial;
    return this;
  }

  /** @param at goes into {@code Wechatpay-Timestamp}; more than five minutes off is a stale notice */
  public Notice sign(Instant at) {
    String timestamp = Long.toString(at.getEpochSecond());
    String nonce = Nonces.word(32);
    String signature = Rsa.sign(key.key(), timestamp, nonce, new String(body(), StandardCharsets.UTF_8));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "Mozilla/4.0");
    headers.put("Wechatpay-Timestamp", timestamp);
    headers.put("Wechatpay-Nonce", nonce);
    headers.put("Wechatpay-Serial", serial);
    headers.put("Wechatpay-Signature", signature);
    headers.put("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048");
    return new Notice(body(), headers);
  }

  private synchronized byte[] body() {
    if (body == null) {
      body = Json.bytes(envelope());
    }
    return body;
  }

  private ObjectNode envelope() {
    String nonce = Nonces.word(12);
    ObjectNode envelope = Json.object().put("id", "EV-" + Nonces.digits(22))
        .put("create_time", Transaction.beijing(Instant.now())).put("resource_type", "encrypt-resource")
        .put("event_type", eventType).put("summary", type.equals("refund") ? "退款通知" : "支付成功");
    envelope.putObject("resource").put("original_type", type).put("algorithm", "AEAD_AES_256_GCM")
        .put("ciphertext", Aead.encrypt(merchant.apiV3Key(), nonce, type, Json.bytes(content)))
        .put("associated_data", type).put("nonce", nonce);
    return envelope;
  }
}
