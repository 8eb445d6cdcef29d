package io.paywatt.simulator;

import java.util.concurrent.Callable;
import io.paywatt.simulator.stripe.Account;
import io.paywatt.simulator.stripe.Stripe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simulate stripe}: a provider that stays, and the settings a hub needs for it. */
@Command(name = "stripe", mixinStandardHelpOptions = true, description = {
    "A Stripe that opens payment intents, refunds them, signs events and sends them again until they are acknowledged.",
    "POST /_pay/{order} pays an order."})
final class SimulateStripe implements Callable<Integer> {
  @Option(names = "--port", defaultValue = "9304", description = "Port on 127.0.0.1, 0 for any (${DEFAULT-VALUE}).")
  private int port;
  @Option(names = "--webhook", defaultValue = "http://127.0.0.1:8080/webhooks/stripe",
      description = "Where events go (${DEFAULT-VALUE}).")
  private String webhook;
  @Option(names = "--retry-scale", defaultValue = "1",
      description = "Multiplies the gaps between attempts; 1 is real time (${DEFAULT-VALUE}).")
  private double retryScale;
  @Mixin
  private BadDay badDay;

  @Override
  public Integer call() throws Exception {
    Account account = Account.generate();
    try (Stripe stripe = Stripe.start(account, port, retryScale, badDay.faults())) {
      stripe.webhook(webhook);
      System.out.println("Stripe runs at " + stripe.url() + ". The hub needs:");
      setting("webhook-secret", account.webhookSecret());
      setting("live", "false");
      setting("api-key", account.apiKey());
      setting("base-url", stripe.url());
      return SimulateProviders.stay();
    }
  }

  private static void setting(String key, String value) {
    System.out.println("  paywatt.stripe." + key + " = " + value);
  }
}
