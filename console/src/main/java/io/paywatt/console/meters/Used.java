package io.paywatt.console.meters;

import java.time.Instant;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.tariff.Utility;
import io.paywatt.ledger.usage.UsageBucket;
import io.paywatt.ledger.usage.UsageShare;

/**
 * Usage and cost of a stretch of time, of a tier or of a time of use; what does not apply is missing.
 *
 * @param energyWh of electricity and heat
 * @param volumeL  litres of water and gas
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Used(Instant from, Instant to, Integer tier, String period, Long energyWh, Long volumeL, Money cost) {

  static Used of(UsageBucket it, Utility utility) {
    return new Used(it.from(), it.to(), null, null, wh(it.energyWh(), utility), litres(it.energyWh(), utility), it.cost());
  }

  static Used of(UsageShare it, Utility utility) {
    return new Used(null, null, it.tier(), it.period(), wh(it.energyWh(), utility), litres(it.energyWh(), utility), it.cost());
  }

  static Long wh(Long quantity, Utility utility) {
    return utility.isEnergy() ? quantity : null;
  }

  static Long litres(Long quantity, Utility utility) {
    return utility.isEnergy() ? null : quantity;
  }
}
