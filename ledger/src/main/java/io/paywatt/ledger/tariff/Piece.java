package io.paywatt.ledger.tariff;

import java.time.Instant;
import java.util.Objects;

/** A line of energy in the making: grows as long as the price stays the same. */
final class Piece {
  private final Span span;
  private final int tier;
  private final long pricePico;
  private final String item;
  private final long fromMillis;
  private long toMillis;
  private long energyWh;
  private long amount;

  Piece(Span span, int tier, long pricePico, String item, long fromMillis) {
    this.span = span;
    this.tier = tier;
    this.pricePico = pricePico;
    this.item = item;
    this.fromMillis = fromMillis;
    this.toMillis = fromMillis;
  }

  /** Pieces of another version, tier, price or time of use, and those without a duration, are lines of their own. */
  boolean continues(Piece next) {
    return toMillis == next.fromMillis && fromMillis < toMillis && tier == next.tier && pricePico == next.pricePico
        && span.version() == next.span.version() && Objects.equals(span.period(), next.span.period())
        && Objects.equals(item, next.item);
  }

  void grow(long to, long wh, long nano) {
    toMillis = to;
    energyWh = Math.addExact(energyWh, wh);
    amount = Math.addExact(amount, nano);
  }

  Span span() {
    return span;
  }

  int tier() {
    return tier;
  }

  long pricePico() {
    return pricePico;
  }

  String item() {
    return item;
  }

  boolean isEmpty() {
    return energyWh == 0 && amount == 0;
  }

  ChargeLine line() {
    TariffVersion version = span.version();
    return new ChargeLine(Instant.ofEpochMilli(fromMillis), Instant.ofEpochMilli(toMillis), ChargeKind.ENERGY, item,
        energyWh, version.code(), version.validFrom(), tier, span.period(), pricePico, amount);
  }
}
