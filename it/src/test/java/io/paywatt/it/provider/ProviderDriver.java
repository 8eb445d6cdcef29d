package io.paywatt.it.provider;

import java.util.List;
import java.util.Map;

/**
 * One provider in the hands of {@link PaymentProviderContract}: its simulator, and how it is made to behave. Made before the
 * hub starts, closed after it has ended.
 */
public interface ProviderDriver extends AutoCloseable {
  /** The provider's name as top-ups and the ledger know it. */
  String provider();

  /** Currency it is paid in; the hub of the contract keeps its accounts in it. */
  default String currency() {
    return "CNY";
  }

  /** Environment of the hub: the provider's keys, its base URL being the simulator's. @param hub base URL of the hub */
  Map<String, String> settings(String hub);

  /** The {@code payer} object of a top-up request, JSON. */
  default String payer() {
    return "{}";
  }

  /** Cases this provider has no way to express, each with the reason; they are shown as skipped with it. */
  default Map<Case, String> inexpressible() {
    return Map.of();
  }

  /**
   * Makes the provider send what the case says, and waits for the hub's answers.
   *
   * @return every answer in the order of sending
   * @throws Exception when the hub did not answer
   */
  List<Told> send(Case kind, Purchase purchase) throws Exception;

  /** What the hub must answer to the last notice of a case: HTTP status and a part of the body, which may be empty. */
  Told expected(Case kind);

  /**
   * Returns when the hub has made up its mind about the purchase. At once where the notice itself is the proof; where the hub
   * asks the provider first, when it has asked.
   */
  default void settled(Purchase purchase) {}

  /** From now on orders are answered as the case says ({@link Case#DOWN_ERRORS}, {@link Case#DOWN_SILENT}); null: as always. */
  void down(Case kind);

  @Override
  void close();
}
