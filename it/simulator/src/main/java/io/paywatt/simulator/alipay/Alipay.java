package io.paywatt.simulator.alipay;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.Faults;
import io.paywatt.simulator.http.FaultyHandler;
import io.paywatt.simulator.http.HttpCaller.Answer;
import io.paywatt.simulator.http.Outage;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;
import io.paywatt.simulator.http.WireServer;

/**
 * A running Alipay. {@link #pay} is the resident's thumb on the phone; the other methods do what an attacker or a bad day does.
 */
public final class Alipay implements AutoCloseable {
  private static final Duration BILL_ADDRESS = Duration.ofSeconds(30);

  private final Seller seller;
  private final TradeBook trades = new TradeBook();
  private final Map<String, Bill> bills = new ConcurrentHashMap<>();
  private final Gateway gateway;
  private final NoticeSender sender;
  private final FaultyHandler door;
  private final WireServer server;

  private record Bill(byte[] zip, Instant until) {}

  private Alipay(Seller seller, int port, double retryScale) {
    this.seller = seller;
    this.gateway = new Gateway(seller, new TradeCalls(trades, this::billAddress));
    this.door = new FaultyHandler(this::answer, () -> WireResponse.empty(503));
    this.sender = new NoticeSender(retryScale, door);
    // the payer's button always works
    this.server = WireServer.start(port, request -> request.path().startsWith("/_pay/") ? paid(request) : door.apply(request));
  }

  /**
   * @param port       0 for any free one
   * @param retryScale multiplies the gaps between notices; 1 is real time
   */
  public static Alipay start(Seller seller, int port, double retryScale) {
    return new Alipay(seller, port, retryScale);
  }

  /** Address of the gateway, as {@code https://openapi.alipay.com/gateway.do} is the real one's. */
  public String url() {
    return server.url() + "/gateway.do";
  }

  public Seller seller() {
    return seller;
  }

  /** From now on the merchant's calls fail like this; its payers and notices are not affected. */
  public void outage(Outage now) {
    door.outage(now);
  }

  /** From now on calls and notices go wrong by chance. */
  public void faults(Faults now) {
    door.faults(now);
  }

  /** The trade, or the offer of one, as it stands. @throws RuntimeException when there is none */
  public Trade trade(String outTradeNo) {
    return trades.any(outTradeNo);
  }

  public Collection<Trade> trades() {
    return trades.all();
  }

  /** The payer scans the code and looks at it. */
  public Trade scan(String outTradeNo) {
    return trades.begin(outTradeNo);
  }

  /** The payer pays: the notice goes out until it is acknowledged. */
  public Delivery pay(String outTradeNo) {
    Trade trade = settle(outTradeNo);
    return deliver(trade, draft(outTradeNo).sign());
  }

  /** The payer pays, and the notice is lost for good: only a query tells. */
  public Trade settle(String outTradeNo) {
    return trades.pay(outTradeNo, Instant.now());
  }

  /** The time to refund is over: the trade is finished, which is told like a payment. */
  public Trade finish(String outTradeNo) {
    return trades.finish(outTradeNo);
  }

  /** A refund made at Alipay by hand. */
  public Trade refund(String outTradeNo, String requestNo, long fen) {
    return trades.refund(outTradeNo, requestNo, fen, Instant.now());
  }

  /** What the seller has left to give back, fen. */
  public void refundable(long fen) {
    trades.refundable(fen);
  }

  /** The notice of a trade as it stands, to be sent again or changed first. */
  public NoticeDraft draft(String outTradeNo) {
    return new NoticeDraft(seller, trades.any(outTradeNo), Instant.now());
  }

  /** The notice of a refund. @throws java.util.NoSuchElementException when there was none of this number */
  public NoticeDraft refundDraft(String outTradeNo, String requestNo) {
    Trade trade = trades.any(outTradeNo);
    return draft(outTradeNo).refund(trade, trade.refund(requestNo).orElseThrow());
  }

  /** A notice of a payment that never was, signed by a stranger. */
  public NoticeDraft forged(String outTradeNo) {
    Trade claimed = trades.any(outTradeNo).begun(TradeBook.newNumber()).paid(Instant.now());
    return new NoticeDraft(seller, claimed, Instant.now()).forged();
  }

  /** One attempt to the trade's notify_url. @throws IOException when no answer came */
  public Answer post(String outTradeNo, byte[] form) throws IOException {
    return sender.post(trades.any(outTradeNo).notifyUrl(), form);
  }

  /** The notice until it is acknowledged. */
  public Delivery deliver(Trade trade, byte[] form) {
    return sender.deliver(trade.notifyUrl(), form);
  }

  private String billAddress(String day) {
    byte[] zip = BillFile.of(seller.id(), day, trades.all());
    if (zip == null) {
      return null;
    }
    String token = UUID.randomUUID().toString();
    bills.put(token, new Bill(zip, Instant.now().plus(BILL_ADDRESS)));
    return server.url() + "/bill/download.resource?fileId=" + token + "&fileType=csv.zip";
  }

  private WireResponse answer(WireRequest request) {
    return switch (request.path()) {
      case "/gateway.do" -> gateway.answer(request);
      case "/bill/download.resource" -> bill(request.query().get("fileId"));
      default -> WireResponse.empty(404);
    };
  }

  private WireResponse paid(WireRequest request) {
    if (!request.method().equals("POST")) {
      return WireResponse.empty(405);
    }
    try {
      pay(request.path().substring("/_pay/".length()));
      return WireResponse.json(202, Json.object().put("message", "paid, the notice is on its way"));
    } catch (ApiError e) {
      return WireResponse.json(409, e.node());
    }
  }

  private WireResponse bill(String token) {
    Bill bill = bills.get(token == null ? "" : token);
    if (bill == null || Instant.now().isAfter(bill.until())) {
      return WireResponse.empty(403);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/octet-stream");
    return new WireResponse(200, headers, bill.zip());
  }

  @Override
  public void close() {
    sender.close();
    server.close();
  }
}
