package io.paywatt.ledger.overview;

import java.time.Instant;
import java.util.List;
import io.paywatt.ledger.money.Money;

/**
 * How everything stands.
 *
 * @param at       when it was counted
 * @param payments received since the beginning of the day
 * @param failed   messages on the desk that nobody has dealt with
 * @param late     payments, orders and claims that are late
 * @param meters   by what is behind them
 * @param suspense money that has no place
 * @param alerts   open anomalies
 * @param series   the last hour, oldest minute first
 */
public record OverviewView(Instant at, Sum payments, long failed, long late, Meters meters, Sum suspense, long alerts,
    List<Minute> series) {

  /** @param totals a sum a currency, minor units */
  public record Sum(long count, List<Money> totals) {}

  /**
   * Meters with a network.
   *
   * @param on     heard lately, power is on
   * @param off    heard lately, the relay is open
   * @param silent offline, never heard, or not heard for an hour
   */
  public record Meters(long on, long off, long silent) {}

  /** @param at its beginning @param payments received in it @param failures that came to the desk in it */
  public record Minute(Instant at, long payments, long failures) {}
}
