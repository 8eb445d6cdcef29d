package io.paywatt.hub.provider;

import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import io.paywatt.hub.config.Settings;
import io.paywatt.ledger.access.AccessTokens;
import io.paywatt.ledger.failed.FailedMessage;
import io.paywatt.ledger.payment.Payables;

/** A provider as the hub puts it together. */
public interface Provider {
  /** Adapter name: the last part of its webhook path, and {@code provider} of a top-up. */
  String name();

  /** Whether its keys are set. */
  boolean configured(Settings settings);

  /** Whether residents pay through it, so that a top-up may name it. */
  default boolean takesPayments() {
    return true;
  }

  /** Names and classes of the beans its kamelets use, whether it is configured or not. */
  Map<String, Class<?>> beans();

  /**
   * Makes these beans; one that is not configured answers that it is not.
   *
   * @throws IllegalArgumentException when a key or a file can't be used, naming it
   */
  Map<String, Object> make(Parts parts);

  /**
   * What a provider is made from.
   *
   * @param settings the configuration
   * @param clock    the time
   * @param desk     keeps a message for a person; returns when it is stored
   * @param payables tells what can be paid for
   * @param tokens   access tokens that all nodes share
   */
  record Parts(Settings settings, Clock clock, Consumer<FailedMessage> desk, Payables payables, AccessTokens tokens) {}
}
