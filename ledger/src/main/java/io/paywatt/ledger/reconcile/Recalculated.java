package io.paywatt.ledger.reconcile;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What an account would have been charged by the tariff as it is now.
 *
 * @param account     number
 * @param entries     consumption entries that come to something else
 * @param chargedNano nano units charged so far, corrections included
 * @param dueNano     nano units by the tariff as it is now
 * @param entryKey    of the correction that was posted, or null
 * @param obstacle    why it can't be said, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Recalculated(String account, String currency, int entries, long chargedNano, long dueNano, String entryKey,
    String obstacle) {

  /** Nano units to be charged more; negative: to be given back. */
  public long differenceNano() {
    return Math.subtractExact(dueNano, chargedNano);
  }

  /** Whether there is something to put right, or to look at. */
  public boolean isOfNote() {
    return entries > 0 || obstacle != null;
  }
}
