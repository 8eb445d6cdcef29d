package io.paywatt.simulator.wechat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import io.paywatt.simulator.http.Faults;
import io.paywatt.simulator.http.FaultyHandler;
import io.paywatt.simulator.http.HttpCaller.Answer;
import io.paywatt.simulator.http.Outage;
import io.paywatt.simulator.http.WireServer;

/**
 * A running WeChat Pay. {@link #pay} is the resident's thumb on the phone; the other methods do what an attacker or a bad
 * day does. Refunds are processed by themselves, see {@link #refundsEnd}.
 */
public final class WechatPay implements AutoCloseable {
  private final Merchant merchant;
  private final OrderBook orders = new OrderBook();
  private final RefundBook refunds = new RefundBook();
  private final NoticeSender sender;
  private final BillResource bills;
  private final FaultyHandler door;
  private final WireServer server;
  private volatile String refundStatus = "SUCCESS";

  private WechatPay(Merchant merchant, int port, double retryScale) {
    this.merchant = merchant;
    this.sender = new NoticeSender(retryScale, this::door);
    this.bills = new BillResource(new Bills(merchant, orders, refunds), this::url);
    WechatApi api = new WechatApi(merchant, List.of(new OrderResource(merchant, orders),
        new RefundResource(orders, refunds, refund -> sender.soon(() -> process(refund))), bills,
        new CertificateResource(merchant)), this::pay);
    this.door = new FaultyHandler(api::answer, WechatApi::down);
    this.server = WireServer.start(port,
        request -> request.path().startsWith("/v3/") ? door.apply(request) : api.answer(request));
  }

  /**
   * @param port       0 for any free one
   * @param retryScale multiplies the gaps between notices; 1 is real time
   */
  public static WechatPay start(Merchant merchant, int port, double retryScale) {
    return new WechatPay(merchant, port, retryScale);
  }

  /** From now on every call of the merchant fails like this; notices are not affected. */
  public void outage(Outage now) {
    door.outage(now);
  }

  /** From now on this share of calls and notices goes wrong. */
  public void faults(Faults now) {
    door.faults(now);
  }

  /** How refunds end: SUCCESS (as long as nothing else is said), CLOSED, ABNORMAL; null: they stay PROCESSING. */
  public void refundsEnd(String status) {
    this.refundStatus = status;
  }

  /** Without money refunds are refused with NOT_ENOUGH. */
  public void merchantHasMoney(boolean has) {
    refunds.merchantHasMoney(has);
  }

  /** While they are being made, bills are answered with STATEMENT_CREATING. */
  public void billsInTheMaking(boolean now) {
    bills.creating(now);
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

  /** The refund as it stands. @throws RuntimeException when there is none */
  public WechatRefund refund(String outRefundNo) {
    return refunds.get(outRefundNo);
  }

  public Collection<WechatRefund> refunds() {
    return refunds.all();
  }

  /** The payer pays: the order succeeds and its notice goes out until it is acknowledged. */
  public Delivery pay(String outTradeNo) {
    WechatOrder order = settle(outTradeNo);
    return sender.deliver(order.notifyUrl(), () -> NoticeDraft.payment(merchant, order, Instant.now()));
  }

  /** The payer pays, and the notice is lost for good: only a query tells. */
  public WechatOrder settle(String outTradeNo) {
    return orders.pay(outTradeNo, Instant.now());
  }

  /** As {@link #settle(String)}, with another amount than was ordered: somebody else's order under our number. */
  public WechatOrder settle(String outTradeNo, long fen) {
    return orders.pay(outTradeNo, fen, Instant.now());
  }

  /** The refund comes to its end and its notice goes out until it is acknowledged. */
  public Delivery endRefund(String outRefundNo, String status) {
    WechatRefund refund = refunds.end(outRefundNo, status, Instant.now());
    return sender.deliver(refund.notifyUrl(), () -> NoticeDraft.refund(merchant, refund));
  }

  /** The notice of a paid order, to be sent again or changed first. */
  public NoticeDraft draft(String outTradeNo) {
    return NoticeDraft.payment(merchant, orders.get(outTradeNo), Instant.now());
  }

  /** The notice of a refund of the whole order that nobody asked for here, as one given in the merchant's console. */
  public NoticeDraft refundDraft(String outTradeNo, String outRefundNo) {
    WechatOrder order = orders.get(outTradeNo);
    Instant now = Instant.now();
    return NoticeDraft.refund(merchant, new WechatRefund(outRefundNo, "50200" + Nonces.digits(24), order, order.totalFen(),
        "", order.notifyUrl(), "SUCCESS", now, now));
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
      WechatOrder claimed = order.isPaid() ? order : order.paid("4200" + Nonces.digits(24), Instant.now());
      return NoticeDraft.payment(merchant, claimed, Instant.now()).signedBy(stranger);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    sender.close();
    server.close();
  }

  private FaultyHandler door() {
    return door;
  }

  private void process(WechatRefund refund) {
    String status = refundStatus;
    if (status != null && !refund.notifyUrl().isEmpty()) {
      endRefund(refund.outRefundNo(), status);
    } else if (status != null) {
      refunds.end(refund.outRefundNo(), status, Instant.now());
    }
  }
}
