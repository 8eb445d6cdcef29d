package io.paywatt.it.provider;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import io.paywatt.simulator.http.Faults;
import io.paywatt.simulator.http.Outage;
import io.paywatt.simulator.stripe.Account;
import io.paywatt.simulator.stripe.EventDraft;
import io.paywatt.simulator.stripe.Stripe;

/** Stripe's simulator in test mode. */
final class StripeDriver implements ProviderDriver {
  private final Stripe stripe;

  StripeDriver() {
    this(Stripe.start(Account.generate(), 0, 1, Faults.none()));
  }

  /** @param stripe is ended by {@link #close()} */
  StripeDriver(Stripe stripe) {
    this.stripe = stripe;
  }

  @Override
  public String provider() {
    return "stripe";
  }

  @Override
  public Map<String, String> settings(String hub) {
    stripe.webhook(hub + "/webhooks/stripe");
    return Map.of("PAYWATT_STRIPE_WEBHOOK_SECRET", stripe.account().webhookSecret(), "PAYWATT_STRIPE_LIVE", "false",
        "PAYWATT_STRIPE_API_KEY", stripe.account().apiKey(), "PAYWATT_STRIPE_BASE_URL", stripe.url());
  }

  @Override
  public List<Told> send(Case kind, Purchase purchase) throws Exception {
    String order = purchase.order();
    if (kind == Case.FORGED) {
      return List.of(now(stripe.draft(order).signedBy("whsec_somebody_else")));
    }
    stripe.settle(order);
    EventDraft genuine = stripe.draft(order);
    return switch (kind) {
      case STALE -> List.of(sent(genuine, Instant.now().minusSeconds(301)));
      case REPLAYED -> {
        Instant at = Instant.now();
        yield List.of(sent(genuine, at), sent(genuine, at));
      }
      case DOUBLED -> List.of(now(genuine), now(stripe.draft(order)));
      case WRONG_AMOUNT -> List.of(now(genuine.change(intent -> intent.put("amount_received", purchase.amount() + 1))));
      case WRONG_CURRENCY -> List.of(now(genuine.change(intent -> intent.put("currency", "usd"))));
      case WRONG_MERCHANT -> List.of(now(genuine.changeEvent(event -> event.put("account", "acct_1Other"))));
      case REFUND_FIRST -> List.of(now(refund(order, purchase)), now(genuine));
      case CONFLICT -> List.of(now(genuine),
          now(stripe.draft(order).change(intent -> intent.put("amount_received", purchase.amount() - 1))));
      default -> List.of(now(genuine));
    };
  }

  @Override
  public Told expected(Case kind) {
    return switch (kind) {
      case FORGED, STALE -> new Told(401, "");
      case WRONG_MERCHANT -> new Told(403, "another account");
      default -> new Told(200, "received");
    };
  }

  @Override
  public void down(Case kind) {
    stripe.outage(kind == null ? Outage.NONE : kind == Case.DOWN_SILENT ? Outage.SILENT : Outage.ERRORS);
  }

  @Override
  public void close() {
    stripe.close();
  }

  private EventDraft refund(String order, Purchase purchase) {
    String intent = stripe.intent(order).id();
    return stripe.draft(order).changeEvent(event -> event.put("type", "refund.updated")).change(refund -> {
      refund.removeAll();
      refund.put("id", "re_" + order).put("object", "refund").put("amount", purchase.amount())
          .put("currency", purchase.currency().toLowerCase(Locale.ROOT)).put("payment_intent", intent)
          .put("status", "succeeded");
      refund.putObject("metadata").put("refund_id", "RF" + order);
    });
  }

  private Told now(EventDraft draft) throws IOException {
    return sent(draft, Instant.now());
  }

  private Told sent(EventDraft draft, Instant at) throws IOException {
    return Told.of(stripe.post(draft, at));
  }
}
