package io.paywatt.simulator.stripe;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.Courier;
import io.paywatt.simulator.http.Courier.Delivery;
import io.paywatt.simulator.http.Faults;
import io.paywatt.simulator.http.HttpCaller.Answer;
import io.paywatt.simulator.http.Outage;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;
import io.paywatt.simulator.http.WireServer;

/** A running Stripe with one account. {@link #pay} is the payer's thumb; the rest is what an attacker or a bad day does. */
public final class Stripe implements AutoCloseable {
  /** Live retries go on for three days; these are the first day's. */
  private static final List<Integer> GAPS_SECONDS = List.of(5, 60, 300, 1800, 7200, 18000, 36000);

  private final Account account;
  private final Books books = new Books();
  private final Courier courier;
  private final Faults faults;
  private final WireServer server;
  private volatile String webhook;
  private volatile Outage outage = Outage.NONE;

  private Stripe(Account account, int port, double retryScale, Faults faults) {
    this.account = account;
    this.faults = faults;
    this.courier = new Courier("stripe-events", Duration.ofSeconds(10), GAPS_SECONDS, retryScale, faults);
    StripeApi api = new StripeApi(account, books, refund -> deliver(refundDraft(refund)));
    this.server = WireServer.start(port, request -> answer(api, request));
  }

  /**
   * @param port       0 for any free one
   * @param retryScale multiplies the gaps between attempts to deliver an event; 1 is real time
   */
  public static Stripe start(Account account, int port, double retryScale, Faults faults) {
    return new Stripe(account, port, retryScale, faults);
  }

  /** Base URL, as {@code https://api.stripe.com} is the real one's. */
  public String url() {
    return server.url();
  }

  public Account account() {
    return account;
  }

  /** Where events go from now on. Without it none are sent. */
  public void webhook(String url) {
    this.webhook = url;
  }

  /** From now on the account's calls fail like this; payers and events are not affected. */
  public void outage(Outage now) {
    this.outage = now;
  }

  /** From now on the account has no money to refund from, or has again. */
  public void empty(boolean now) {
    books.empty(now);
  }

  public Collection<Intent> intents() {
    return books.intents();
  }

  /** By Stripe's number or the order's. */
  public Intent intent(String idOrOrder) {
    return books.intent(idOrOrder);
  }

  public List<Refund> refunds(String intent) {
    return books.refundsOf(intent);
  }

  /** The payer pays, and the event goes out until it is acknowledged. */
  public Delivery pay(String idOrOrder) {
    settle(idOrOrder);
    return deliver(draft(idOrOrder));
  }

  /** The payer pays, and the event is lost for good: only a query tells. */
  public Intent settle(String idOrOrder) {
    return books.pay(idOrOrder);
  }

  /** The event of a payment, to be sent again or changed first. */
  public EventDraft draft(String idOrOrder) {
    Intent intent = books.intent(idOrOrder);
    return new EventDraft(account, "payment_intent.succeeded", intent.json().put("status", "succeeded")
        .put("amount_received", intent.amount()), Instant.now().getEpochSecond());
  }

  /** The event of a refund. */
  public EventDraft refundDraft(Refund refund) {
    return new EventDraft(account, "refund.updated", refund.json(), refund.created());
  }

  /** The payer's bank takes the money back. */
  public EventDraft disputeDraft(String idOrOrder) {
    Intent intent = books.intent(idOrOrder);
    return new EventDraft(account, "charge.dispute.created", Json.object().put("id", "dp_" + Ids.word(24))
        .put("object", "dispute").put("amount", intent.amount()).put("charge", intent.charge())
        .put("currency", intent.currency()).put("payment_intent", intent.id()).put("reason", "fraudulent")
        .put("status", "needs_response"), Instant.now().getEpochSecond());
  }

  /** One attempt, signed at that time. @throws IOException when no answer came */
  public Answer post(EventDraft draft, Instant at) throws IOException {
    return courier.post(draft.sign(webhook, at));
  }

  @Override
  public void close() {
    courier.close();
    server.close();
  }

  private Delivery deliver(EventDraft draft) {
    return webhook == null ? null : courier.deliver(() -> draft.sign(webhook, Instant.now()));
  }

  private WireResponse answer(StripeApi api, WireRequest request) {
    if (request.path().startsWith("/_pay/")) {
      pay(request.path().substring("/_pay/".length()));
      return WireResponse.json(202, Json.object().put("message", "paid, the event is on its way"));
    }
    return switch (outage) {
      case NONE -> faults.answer(() -> api.answer(request), Stripe::down);
      case ERRORS -> down();
      case SILENT -> WireResponse.silence();
    };
  }

  private static WireResponse down() {
    return ApiError.of(503, "api_error", null, "down for a while").answer();
  }
}
