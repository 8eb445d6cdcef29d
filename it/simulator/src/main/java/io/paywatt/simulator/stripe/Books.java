package io.paywatt.simulator.stripe;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** All intents and refunds of one account. */
final class Books {
  private final Map<String, Intent> intents = new ConcurrentHashMap<>();
  private final Map<String, Refund> refunds = new ConcurrentHashMap<>();
  private volatile boolean empty;

  /** From now on there is no money for refunds, or there is again. */
  void empty(boolean now) {
    empty = now;
  }

  Intent open(Map<String, String> form, boolean live) {
    String id = "pi_" + Ids.word(24);
    Intent intent = new Intent(id, id + "_secret_" + Ids.word(24), amount(form), currency(form),
        form.get("description"), metadata(form), Instant.now().getEpochSecond(), live, "requires_payment_method", null);
    intents.put(id, intent);
    return intent;
  }

  /** By Stripe's number or by the customer's. @throws ApiError resource_missing */
  Intent intent(String idOrOrder) {
    Intent intent = intents.get(idOrOrder);
    return intent != null ? intent : intents.values().stream().filter(it -> it.order().equals(idOrOrder)).findFirst()
        .orElseThrow(() -> ApiError.of(404, "invalid_request_error", "resource_missing", "No such payment_intent"));
  }

  List<Intent> ofOrder(String order) {
    return intents.values().stream().filter(it -> it.order().equals(order)).toList();
  }

  /** Paying a paid intent changes nothing. @throws ApiError when it is canceled */
  Intent pay(String idOrOrder) {
    return intents.computeIfPresent(intent(idOrOrder).id(), (id, intent) -> switch (intent.status()) {
      case "succeeded" -> intent;
      case "canceled" -> throw unexpected(intent);
      default -> intent.paid("ch_" + Ids.word(24));
    });
  }

  /** @throws ApiError payment_intent_unexpected_state when it is paid or canceled */
  Intent cancel(String id) {
    intent(id);
    return intents.computeIfPresent(id, (it, intent) -> {
      if (!intent.status().equals("requires_payment_method")) {
        throw unexpected(intent);
      }
      return intent.canceled();
    });
  }

  /** @throws ApiError when it is more than is left, or there is no money */
  synchronized Refund refund(Map<String, String> form) {
    Intent intent = intent(form.getOrDefault("payment_intent", ""));
    long left = intent.amount() - refundsOf(intent.id()).stream().mapToLong(Refund::amount).sum();
    if (!intent.status().equals("succeeded") || left == 0) {
      throw ApiError.of(400, "invalid_request_error", "charge_already_refunded", "Nothing is left to refund");
    }
    long amount = form.containsKey("amount") ? amount(form) : left;
    if (amount > left) {
      throw ApiError.of(400, "invalid_request_error", "amount_too_large", "Refund amount is greater than what is left");
    }
    if (empty) {
      throw ApiError.of(400, "invalid_request_error", "balance_insufficient", "Insufficient funds");
    }
    Refund refund = new Refund("re_" + Ids.word(24), intent.id(), intent.charge(), amount, intent.currency(),
        metadata(form), Instant.now().getEpochSecond(), "succeeded");
    refunds.put(refund.id(), refund);
    return refund;
  }

  List<Refund> refundsOf(String intent) {
    return refunds.values().stream().filter(it -> it.intent().equals(intent)).toList();
  }

  Collection<Intent> intents() {
    return List.copyOf(intents.values());
  }

  private static ApiError unexpected(Intent intent) {
    return ApiError.of(400, "invalid_request_error", "payment_intent_unexpected_state",
        "The intent has the status " + intent.status()).with(intent);
  }

  private static long amount(Map<String, String> form) {
    String amount = form.getOrDefault("amount", "");
    if (!amount.matches("[1-9][0-9]{0,7}")) {
      throw ApiError.parameter("amount", "Invalid positive integer");
    }
    return Long.parseLong(amount);
  }

  private static String currency(Map<String, String> form) {
    String currency = form.getOrDefault("currency", "");
    if (!currency.matches("[a-z]{3}")) {
      throw ApiError.parameter("currency", "Invalid currency");
    }
    return currency;
  }

  private static Map<String, String> metadata(Map<String, String> form) {
    Map<String, String> metadata = new TreeMap<>();
    form.forEach((name, value) -> {
      if (name.startsWith("metadata[") && name.endsWith("]")) {
        metadata.put(name.substring("metadata[".length(), name.length() - 1), value);
      }
    });
    return metadata;
  }
}
