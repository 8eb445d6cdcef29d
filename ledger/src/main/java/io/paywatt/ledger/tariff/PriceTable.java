package io.paywatt.ledger.tariff;

import java.util.List;

/**
 * Prices of energy. A version has one, and further ones that price all energy of a tier period once it has more than a
 * limit.
 *
 * @param fromTier  applies from this tier on, or 0 when {@code aboveWh} is the limit
 * @param aboveWh   applies to a tier period with more Wh; 0 of the first table
 * @param pricePico 10^-12 currency units a Wh: by season, period and tier
 */
record PriceTable(int fromTier, long aboveWh, List<List<List<Long>>> pricePico) {

  long price(int season, int period, int tier) {
    return pricePico.get(season).get(period).get(tier - 1);
  }

  /** Wh that a tier period has to have more of. @param limits of the tiers */
  long threshold(List<Long> limits) {
    return fromTier == 0 ? aboveWh : limits.get(fromTier - 2);
  }

  /** Tier that prices all energy of the lower ones too, 0 when each keeps its own. @param reached highest tier with energy */
  static int wholeTier(List<PriceTable> tables, int reached) {
    return tables.stream().mapToInt(PriceTable::fromTier).filter(tier -> tier <= reached).max().orElse(0);
  }

  long highest() {
    return pricePico.stream().flatMap(List::stream).flatMap(List::stream).mapToLong(Long::longValue).max().orElse(0);
  }

  /** Whether amounts may have parts of a nano unit. */
  boolean isFine() {
    return pricePico.stream().flatMap(List::stream).flatMap(List::stream).anyMatch(price -> price % 1000 != 0);
  }
}
