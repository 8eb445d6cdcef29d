package io.paywatt.ledger.credit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.outbox.Outbox;
import io.paywatt.ledger.reading.Relay;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * Decides what a balance means: warn, cut off, restore. Runs inside the transaction that changed the balance and writes
 * the decision (account_credit, meter_state.relay_wanted) together with its outbox rows.
 *
 * <p>Once an account is exhausted it stays so until its balance is above zero: emergency credit is repaid first.
 */
public final class CreditDesk {
  private static final Duration MONEY_ON_ITS_WAY = Duration.ofMinutes(10);

  private final CreditRules rules;

  public CreditDesk(CreditRules rules) {
    this.rules = rules;
  }

  /** Money came in: closes the relay again when the balance allows it. @param balanceNano balance after the posting */
  public void afterPayment(Handle handle, long accountId, String currency, long balanceNano, Instant now) {
    review(handle, List.of(new Standing(accountId, currency, balanceNano, null)), now);
  }

  /**
   * Energy was taken off the balance: warns at each stage once, opens the relay at zero when nothing speaks against it.
   *
   * @param newestReading time of the account's newest billed reading
   */
  public void afterConsumption(Handle handle, long accountId, String currency, long balanceNano, Instant newestReading,
      Instant now) {
    review(handle, List.of(new Standing(accountId, currency, balanceNano, newestReading)), now);
  }

  /**
   * Money was taken off again, by a refund or because it belonged elsewhere: warns and opens the relay as after
   * consumption. A meter that never spoke is not cut off.
   */
  public void afterWithdrawal(Handle handle, long accountId, String currency, long balanceNano, Instant now) {
    Instant newest = Store.instant(handle.createQuery("SELECT MAX(s.last_reading_at) FROM meter m"
            + " JOIN meter_state s ON s.meter_id = m.id WHERE m.account_id = :account")
        .bind("account", accountId).mapTo(LocalDateTime.class).findOne().orElse(null));
    review(handle, List.of(new Standing(accountId, currency, balanceNano, newest == null ? Instant.EPOCH : newest)), now);
  }

  /** Balance, in nano units, above which there is nothing to decide about an account that was well off before. */
  public long calmNano(String currency) {
    return Math.max(0, rules.lowNano(currency));
  }

  /** Judges many accounts at once; an account that stays where it is costs no statement of its own. */
  public void review(Handle handle, Collection<Standing> standings, Instant now) {
    Map<Long, CreditState> states = CreditState.load(handle, standings.stream().map(Standing::accountId).toList());
    Set<Long> mayCut = mayCut(handle, standings, now);
    TreeMap<Long, CreditState> changed = new TreeMap<>();
    for (Standing standing : standings) {
      CreditState before = states.getOrDefault(standing.accountId(), CreditState.NEW);
      CreditState after = judge(handle, standing, before, mayCut.contains(standing.accountId()), now);
      if (!after.equals(before)) {
        changed.put(standing.accountId(), after);
      }
    }
    CreditState.save(handle, changed, now);
  }

  private CreditState judge(Handle handle, Standing standing, CreditState before, boolean mayCut, Instant now) {
    boolean consumed = standing.newestReading() != null;
    int stage = rules.stage(standing.balanceNano(), standing.currency());
    int kept = consumed ? stage : Math.min(stage, before.lowStage());
    int crossing = before.crossing();
    if (kept > before.lowStage()) {
      crossing++;
      tell(handle, "low-balance", crossing, standing, null, kept, now);
    }
    if (mayCut) {
      List<Long> meters = Relays.turn(handle, standing.accountId(), Relay.OPEN, now);
      if (!meters.isEmpty()) {
        crossing++;
        tell(handle, "cut-off", crossing, standing, meters.get(0), kept, now);
      }
    }
    boolean wasExhausted = before.state() == CreditState.State.EXHAUSTED;
    if (wasExhausted && standing.balanceNano() > 0) {
      List<Long> meters = Relays.turn(handle, standing.accountId(), Relay.CLOSED, now);
      if (!meters.isEmpty()) {
        tell(handle, "restored", crossing, standing, meters.get(0), kept, now);
      }
    }
    boolean stays = wasExhausted && standing.balanceNano() <= 0;
    return new CreditState(stays ? before.state() : rules.state(standing.balanceNano(), standing.currency()), kept, crossing);
  }

  /** Exhausted accounts still with power, as far as nothing speaks against cutting them now. */
  private Set<Long> mayCut(Handle handle, Collection<Standing> standings, Instant now) {
    if (rules.isProtected(now)) {
      return Set.of();
    }
    List<Long> exhausted = new ArrayList<>();
    for (Standing each : standings) {
      if (rules.state(each.balanceNano(), each.currency()) == CreditState.State.EXHAUSTED
          && each.newestReading() != null && !each.newestReading().isBefore(now.minus(rules.readingMaxAge()))) {
        exhausted.add(each.accountId());
      }
    }
    Set<Long> mayCut = new HashSet<>(Relays.accountsWanted(handle, exhausted, Relay.CLOSED));
    mayCut.removeAll(paying(handle, List.copyOf(mayCut), now));
    return mayCut;
  }

  /** Accounts with an order whose money may be on its way. */
  private static List<Long> paying(Handle handle, List<Long> accountIds, Instant now) {
    return Bulk.select(handle, "SELECT account_id FROM topup WHERE state IN ('opening', 'ordered') AND created_at > ?"
        + " AND account_id IN (%s)", accountIds, row -> row.getLong(1), Store.utc(now.minus(MONEY_ON_ITS_WAY)));
  }

  private static void tell(Handle handle, String kind, int crossing, Standing standing, Long meterId, int stage,
      Instant now) {
    var notice = Json.object().put("kind", kind).put("accountId", standing.accountId()).put("meterId", meterId);
    notice.putObject("params").put("balance", Nano.toMinorFloor(standing.balanceNano(), standing.currency()))
        .put("currency", standing.currency()).put("stage", stage);
    Outbox.add(handle, kind + ":" + standing.accountId() + ":" + crossing, Outbox.Kind.NOTICE, notice.toString(), now);
  }
}
