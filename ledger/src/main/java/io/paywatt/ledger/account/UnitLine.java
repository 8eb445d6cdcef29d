package io.paywatt.ledger.account;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One line of what an account that holds kWh has bought and used.
 *
 * @param at        posted, RFC 3339
 * @param kind      payment for what was bought, consumption, opening, reversal, ...
 * @param reference key of the journal entry
 * @param energyWh  Wh; negative: used or taken back
 * @param balanceWh left after this line, Wh; negative: emergency credit
 * @param meter     serial of the meter that used it, or null
 * @param from      start of the time it was used in, RFC 3339, or null
 * @param to        end of it, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UnitLine(String at, String kind, String reference, long energyWh, long balanceWh, String meter, String from,
    String to) {
  static UnitLine of(Posted it) {
    Posted.Charge used = it.charge();
    return new UnitLine(it.at().toString(), it.kind(), it.key(), it.nano(), it.balanceNano(), used == null ? null : used.meter(),
        used == null ? null : used.line().from().toString(), used == null ? null : used.line().to().toString());
  }
}
