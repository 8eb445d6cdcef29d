package io.paywatt.ledger.settlement;

/**
 * A day of a provider that is to be settled now.
 *
 * @param date ISO 8601
 * @param bill true: ask the provider for its bill; false: it gives none, or a statement is loaded
 */
public record SettlementTask(String provider, String date, boolean bill) {
  /** What a bill kamelet takes. */
  public String request() {
    return "{\"date\":\"" + date + "\"}";
  }
}
