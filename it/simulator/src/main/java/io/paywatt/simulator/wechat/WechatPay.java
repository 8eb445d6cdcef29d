package io.paywatt.simulator.wechat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Collection;
import io.paywatt.simulator.http.HttpCaller.Answer;
import io.paywatt.simulator.http.Outage;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;
import io.paywatt.simulator.http.WireServer;

/**
 * A running WeChat Pay. {@link #pay} is the resident's thumb on the phone; the other methods do what an attacker or a bad
 * day does.
 */
public final class WechatPay implements AutoCloseable {
  private final Merchant merchant;
  private final OrderBook orders = new OrderBook();
  private final NoticeSender sender;
  private final WireServer server;
  private volatile Outage outage = Outage.NONE;

  private WechatPay(Merchant merchant, int port, double retryScale) {
    this.merchant = merchant;
    this.sender = new NoticeSender(retryScale);
    WechatApi api = new WechatApi(merchant, orders, number -> pay(number));
    this.server = WireServer.start(port, request -> down(request) ? downAnswer() : api.answer(request));
  }

  /**
   * @param port       0 for any free one
   * @param retryScale multiplies the gaps between notices; 1 is real time
   */
  public static WechatPay start(Merchant merchant, int port, double retryScale) {
    return new WechatPay(merchant, port, retryScale);
  }

  /** From now on the merchant's calls fail like this; its payers and notices are not affected. */
  public void outage(Outage now) {
    this.outage = now;
  }

  private boolean down(WireRequest request) {
    return outage != Outage.NONE && request.path().startsWith("/v3/");
  }

  private WireResponse downAnswer() {
    return outage == Outage.SILENT ? WireResponse.silence()
        : WireResponse.json(503, ApiError.of(503, "SYSTEM_ERROR", "down for a while").body());
  }

  /** Base URL, as {@code https://api.mch.weixin.qq.com} is the real one's. */
  public String url() {
    return server.url();
  }

  public Merchant merchant() {
    return merchant;
  }

  /** The order as it stands. @throws RuntimeException when there is none */
  public WechatOrder order(String outTradeNo) {
    return orders.get(outTradeNo);
  }

  public Collection<WechatOrder> orders() {
    return orders.all();
  }

  /** The payer pays: the order succeeds and its notice goes out until it is acknowledged. */
  public Delivery pay(String outTradeNo) {
    WechatOrder order = settle(outTradeNo);
    return sender.deliver(order.notifyUrl(), draft(outTradeNo));
  }

  /** The payer pays, and the notice is lost for good: only a query tells. */
  public WechatOrder settle(String outTradeNo) {
    return orders.pay(outTradeNo, Instant.now());
  }

  /** The notice of a paid order, to be sent again or changed first. */
  public NoticeDraft draft(String outTradeNo) {
    return new NoticeDraft(merchant, orders.get(outTradeNo), Instant.now());
  }

  /** One attempt to the order's notify_url, signed now. @throws IOException when no answer came */
  public Answer post(String outTradeNo, NoticeDraft draft) throws IOException {
    return post(outTradeNo, draft.sign(Instant.now()));
  }

  /** One attempt to the order's notify_url. @throws IOException when no answer came */
  public Answer post(String outTradeNo, Notice notice) throws IOException {
    return sender.post(orders.get(outTradeNo).notifyUrl(), notice);
  }

  /** A notice signed by a stranger's key under the platform's name; the order need not be paid. */
  public NoticeDraft forged(String outTradeNo) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      String genuine = merchant.platformKeys().get(0).id();
      PlatformKey stranger = new PlatformKey(genuine, generator.generateKeyPair().getPrivate(), null);
      WechatOrder order = orders.get(outTradeNo);
      WechatOrder claimed = order.transactionId() == null ? order.paid("4200" + Nonces.digits(24), Instant.now()) : order;
      return new NoticeDraft(merchant, claimed, Instant.now()).signedBy(stranger);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    sender.close();
    server.close();
  }
}
