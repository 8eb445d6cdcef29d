package io.paywatt.simulator.mpesa;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.Courier;
import io.paywatt.simulator.http.Courier.Delivery;
import io.paywatt.simulator.http.Courier.Letter;
import io.paywatt.simulator.http.Faults;
import io.paywatt.simulator.http.HttpCaller.Answer;
import io.paywatt.simulator.http.Outage;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;
import io.paywatt.simulator.http.WireServer;

/**
 * A running M-Pesa with one short code. {@link #pay} is the PIN on the phone, {@link #payBill} the menu on it; the rest is what
 * an attacker or a bad day does. Callbacks are tried once: the real one does not promise more.
 */
public final class Mpesa implements AutoCloseable {
  private final ShortCode shortCode;
  private final Books books = new Books();
  private final Courier courier;
  private final Faults faults;
  private final MpesaApi api;
  private final WireServer server;
  private volatile Outage outage = Outage.NONE;

  private Mpesa(ShortCode shortCode, int port, Faults faults) {
    this.shortCode = shortCode;
    this.faults = faults;
    this.courier = new Courier("mpesa-callbacks", Duration.ofSeconds(8), List.of(), 1, faults);
    this.api = new MpesaApi(shortCode, books, (url, body) -> courier.deliver(() -> letter(url, body)));
    this.server = WireServer.start(port, this::answer);
  }

  /** @param port 0 for any free one */
  public static Mpesa start(ShortCode shortCode, int port, Faults faults) {
    return new Mpesa(shortCode, port, faults);
  }

  /** Base URL, as {@code https://api.safaricom.co.ke} is the real one's. */
  public String url() {
    return server.url();
  }

  public ShortCode shortCode() {
    return shortCode;
  }

  /** From now on the merchant's calls fail like this; phones and callbacks are not affected. */
  public void outage(Outage now) {
    this.outage = now;
  }

  /** Ends all access tokens before their time. */
  public void forgetTokens() {
    api.forgetTokens();
  }

  /** By its number, or by the reference the payer sees. */
  public Push push(String idOrReference) {
    return books.push(idOrReference);
  }

  public Collection<Push> pushes() {
    return books.pushes();
  }

  public Collection<Payment> payments() {
    return books.payments();
  }

  /** How often the merchant has asked about the push. */
  public int queries(String checkoutRequestId) {
    return api.queries(checkoutRequestId);
  }

  /** The payer enters the PIN; the callback goes out, and a confirmation where one is registered. */
  public Delivery pay(String idOrReference) {
    Push push = settle(idOrReference);
    if (api.confirmationUrl() != null) {
      courier.deliver(() -> letter(api.confirmationUrl(), Bodies.payBill(shortCode.code(), books.payment(push.receipt()))));
    }
    return courier.deliver(() -> letter(push.callbackUrl(), Bodies.push(push)));
  }

  /** The payer pays, and nothing of it is told: only a query tells. */
  public Push settle(String idOrReference) {
    return books.pay(idOrReference);
  }

  /** The payer does not pay; told as well. @param code 1032 cancelled, 1 no money, 1037 not reached */
  public Delivery fail(String idOrReference, int code) {
    Push push = books.fail(idOrReference, code);
    return courier.deliver(() -> letter(push.callbackUrl(), Bodies.push(push)));
  }

  /**
   * Somebody pays at the pay bill: the merchant is asked, then told, at its registered addresses.
   *
   * @return null when the merchant did not want it
   */
  public Payment payBill(String account, long shillings, String phone) throws IOException {
    Payment payment = books.add(account, shillings, phone);
    if (api.validationUrl() != null) {
      Answer answer = post(api.validationUrl(), Bodies.payBill(shortCode.code(), payment));
      if (answer.ok() && !answer.json().path("ResultCode").asText().equals("0")) {
        books.undo(payment);
        return null;
      }
    }
    if (api.confirmationUrl() != null) {
      courier.deliver(() -> letter(api.confirmationUrl(), Bodies.payBill(shortCode.code(), payment)));
    }
    return payment;
  }

  /** Somebody pays at the pay bill, and nobody is told. */
  public Payment payUntold(String account, long shillings, String phone) {
    return books.add(account, shillings, phone);
  }

  /** One attempt, without faults. @throws IOException when no answer came */
  public Answer post(String url, ObjectNode body) throws IOException {
    return courier.post(letter(url, body));
  }

  @Override
  public void close() {
    courier.close();
    server.close();
  }

  private static Letter letter(String url, ObjectNode body) {
    return new Letter(url, Map.of("Content-Type", "application/json"), Json.bytes(body));
  }

  private WireResponse answer(WireRequest request) {
    if (request.path().startsWith("/_pay/")) {
      pay(request.path().substring("/_pay/".length()));
      return WireResponse.json(202, Json.object().put("message", "paid, the callback is on its way"));
    }
    return switch (outage) {
      case NONE -> faults.answer(() -> api.answer(request), Mpesa::down);
      case ERRORS -> down();
      case SILENT -> WireResponse.silence();
    };
  }

  private static WireResponse down() {
    return new ApiError(503, "500.003.1001", "Internal Server Error").answer();
  }
}
