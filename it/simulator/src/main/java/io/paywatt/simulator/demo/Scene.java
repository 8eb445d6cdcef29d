package io.paywatt.simulator.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.simulator.demo.DemoAccounts.Resident;
import io.paywatt.simulator.wechat.Delivery;

/**
 * What every chapter plays on.
 *
 * @param run word of this run, part of every key that must be new
 */
record Scene(HubApi api, Providers providers, MeterRoom meters, List<Resident> residents, String run) {
  static final Duration SOON = Duration.ofSeconds(20);

  /** The one who runs out of money. */
  Resident hero() {
    return residents.get(0);
  }

  /** The resident orders and pays by WeChat, and the notice is acknowledged. @return the order's number */
  String pay(Resident resident, String key, long amount) throws Exception {
    String order = order(resident, key, amount);
    Delivery delivery = providers.wechat().pay(order);
    if (!delivery.done().get(SOON.toSeconds(), TimeUnit.SECONDS)) {
      throw new StepFailed("the notice was never acknowledged: " + delivery.attempts());
    }
    return order;
  }

  /** The resident opens an order with WeChat Pay. @return its number */
  String order(Resident resident, String key, long amount) throws Exception {
    JsonNode topup = api.topup(run + "-" + key, resident.meter(), amount);
    String order = topup.path("id").asText();
    require(topup.path("client").path("package").asText().equals("prepay_id=" + prepayId(order)),
        "the payer's client got " + topup.path("client"));
    return order;
  }

  private String prepayId(String order) {
    return providers.wechat().order(order).prepayId();
  }

  /** Waits until the account of the meter has that balance. */
  void awaitBalance(Resident resident, long minor) throws StepFailed {
    Waiting.until("a balance of " + yuan(minor) + " for meter " + resident.meter(), SOON,
        () -> api.balance(resident.meter()), balance -> balance == minor);
  }

  static void require(boolean holds, String otherwise) throws StepFailed {
    if (!holds) {
      throw new StepFailed(otherwise);
    }
  }

  static String yuan(long minor) {
    return BigDecimal.valueOf(minor, 2).toPlainString();
  }
}
