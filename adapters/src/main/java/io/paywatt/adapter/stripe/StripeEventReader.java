package io.paywatt.adapter.stripe;

import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.WebhookCall;
import io.paywatt.ledger.Rejected;

/** Proves an event genuine, then reads it. What it can't stand for is the provider's order of events: there is none. */
final class StripeEventReader {
  private static final int TEXT = 128;

  private final StripeSettings settings;
  private final StripeSignature signature;

  StripeEventReader(StripeSettings settings, Clock clock) {
    this.settings = settings;
    this.signature = new StripeSignature(settings.webhookSecret(), clock);
  }

  /** @throws Rejected 401 when not genuine, 400 when genuine but not readable */
  StripeEvent read(WebhookCall call) {
    signature.prove(call);
    JsonNode event = StrictJson.object(call.body(), "the event");
    String type = StrictJson.text(event, "type", TEXT);
    JsonNode object = StrictJson.child(StrictJson.child(event, "data"), "object");
    if (type.equals("payment_intent.succeeded")) {
      return paid(event, object, call.body());
    }
    if (type.equals("charge.refunded")) {
      return refunded(event, newestRefund(object), type, object, call.body());
    }
    if (type.startsWith("refund.") || type.equals("charge.refund.updated")) {
      return refunded(event, object, type, object, call.body());
    }
    return type.startsWith("charge.dispute.") ? new StripeEvent.ForPerson(about(type, object))
        : new StripeEvent.Nothing(about(type, object));
  }

  private StripeEvent paid(JsonNode event, JsonNode intent, byte[] raw) {
    String status = StrictJson.optionalText(intent, "status", TEXT);
    if (status != null && !status.equals("succeeded")) {
      throw new Rejected(400, "data.object.status is " + Printable.of(status) + ", allowed is: succeeded");
    }
    JsonNode made = intent.hasNonNull("created") ? intent : event;
    return new StripeEvent.Paid(StripeIntent.payment(intent, seconds(made, "created"), mismatch(event), raw));
  }

  private StripeEvent refunded(JsonNode event, JsonNode refund, String type, JsonNode object, byte[] raw) {
    if (refund == null) {
      // Newer versions of the API leave the refunds out here and tell each by refund.created and refund.updated.
      return new StripeEvent.Nothing(about(type, object));
    }
    String ours = refund.path("metadata").path("refund_id").textValue();
    if (ours == null) {
      boolean first = type.equals("charge.refunded") || type.equals("refund.created");
      return first ? new StripeEvent.ForPerson(about(type, object) + ", not asked for by us")
          : new StripeEvent.Nothing(about(type, object));
    }
    String mismatch = mismatch(event);
    if (mismatch != null) {
      return new StripeEvent.ForPerson(about(type, object) + ", " + mismatch);
    }
    String state = StripeRefund.noticeState(refund.path("status").asText(""));
    return state == null ? new StripeEvent.Nothing(about(type, object)) : new StripeEvent.Refunded(
        StripeRefund.notice(refund, ours, state, seconds(event, "created"), Base64.getEncoder().encodeToString(raw)));
  }

  private static JsonNode newestRefund(JsonNode charge) {
    JsonNode newest = null;
    for (JsonNode refund : charge.path("refunds").path("data")) {
      if (newest == null || refund.path("created").asLong() > newest.path("created").asLong()) {
        newest = refund;
      }
    }
    return newest;
  }

  private String mismatch(JsonNode event) {
    JsonNode live = event.get("livemode");
    if (live == null || !live.isBoolean()) {
      throw new Rejected(400, "livemode must be true or false");
    }
    if (live.booleanValue() != settings.live()) {
      return "made in " + (settings.live() ? "test" : "live") + " mode, paywatt.stripe.live is " + settings.live();
    }
    String account = StrictJson.optionalText(event, "account", TEXT);
    if (settings.account() == null) {
      return account == null ? null : "paid to the connected account " + Printable.of(account) + ", ours is the account itself";
    }
    return settings.account().equals(account) ? null
        : "paid to " + (account == null ? "the platform itself" : Printable.of(account)) + ", ours is " + settings.account();
  }

  private static Instant seconds(JsonNode parent, String field) {
    JsonNode node = parent.get(field);
    if (node == null || !node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 1) {
      throw new Rejected(400, field + " must be a time in unix seconds");
    }
    return Instant.ofEpochSecond(node.longValue());
  }

  private static String about(String type, JsonNode object) {
    StringBuilder about = new StringBuilder("Stripe event ").append(Printable.of(type));
    for (String field : new String[] {"id", "payment_intent", "charge", "status", "reason"}) {
      if (object.path(field).isTextual()) {
        about.append(", ").append(field).append(' ').append(Printable.of(object.get(field).textValue()));
      }
    }
    return about.toString();
  }
}
