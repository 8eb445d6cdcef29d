package io.paywatt.ledger.credit;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.money.Energy;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.outbox.Outbox;
import io.paywatt.ledger.reading.Relay;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.Tariff;
import org.jdbi.v3.core.Handle;

/**
 * Decides what a balance means: warn, cut off, restore. Runs inside the transaction that changed the balance and writes
 * the decision (account_credit, meter_state.relay_wanted) together with its outbox rows.
 *
 * <p>Once an account is exhausted it stays so until its balance is above zero: emergency credit is repaid first.
 */
public final class CreditDesk {
  private final CreditRules rules;
  private final Function<String, Optional<Tariff>> tariffs;

  /** Where no account holds kWh. */
  public CreditDesk(CreditRules rules) {
    this(rules, code -> Optional.empty());
  }

  /** @param tariffs by code: what a payment buys on accounts that hold kWh */
  public CreditDesk(CreditRules rules, Function<String, Optional<Tariff>> tariffs) {
    this.rules = rules;
    this.tariffs = tariffs;
  }

  /** The tariff of that code. */
  public Optional<Tariff> tariff(String code) {
    return tariffs.apply(code);
  }

  /** The rules of the configuration. */
  public CreditRules rules() {
    return rules;
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
   * consumption. A meter that never spoke, or of which an estimate is the newest there is, is not cut off.
   */
  public void afterWithdrawal(Handle handle, long accountId, String currency, long balanceNano, Instant now) {
    review(handle, List.of(handle.createQuery("SELECT MAX(r.at), COUNT(s.last_reading_at) > 0 FROM meter m"
            + " JOIN meter_state s ON s.meter_id = m.id LEFT JOIN reading r ON r.meter_id = s.meter_id"
            + " AND r.at = s.last_reading_at AND r.quality = 'measured' WHERE m.account_id = :account")
        .bind("account", accountId).map((row, context) -> Standing.of(accountId, currency, balanceNano,
            Store.instant(row.getObject(1, LocalDateTime.class)), row.getBoolean(2))).one()), now);
  }

  /** A hold begins: an account without credit gets its power back until the hold has ended and the next review cuts it. */
  void restoreHeld(Handle handle, long accountId, Instant now) {
    List<Standing> standings = handle.createQuery("SELECT (SELECT currency FROM account WHERE id = b.account_id), b.amount"
            + " FROM balance b WHERE b.account_id = :account FOR UPDATE").bind("account", accountId)
        .map((row, context) -> new Standing(accountId, row.getString(1), row.getLong(2), null)).list();
    Map<Long, Long> wh = new HashMap<>();
    CreditState state = CreditState.load(handle, List.of(accountId), wh).getOrDefault(accountId, CreditState.NEW);
    if (state.state() == CreditState.State.EXHAUSTED) {
      inWattHours(standings, wh).forEach(
          standing -> restore(handle, standing, state.crossing(), state.lowStage(), now));
    }
  }

  /** Balance, in nano units, above which there is nothing to decide about an account that was well off before. */
  public long calmNano(String currency) {
    return rules.calm(currency);
  }

  /**
   * Judges many accounts at once; an account that stays where it is costs no statement of its own. One that holds kWh is
   * judged by its Wh, whatever money lies on it.
   */
  public void review(Handle handle, Collection<Standing> given, Instant now) {
    List<Long> ids = given.stream().map(Standing::accountId).toList();
    Map<Long, Long> wh = new HashMap<>();
    Map<Long, CreditState> states = CreditState.load(handle, ids, wh);
    Collection<Standing> standings = inWattHours(given, wh);
    // above zero nobody's terms say anything else
    AccountTerms terms = AccountTerms.load(handle, rules,
        standings.stream().filter(each -> each.balance() <= 0).map(Standing::accountId).toList());
    Set<Long> powered = powered(handle, standings, terms);
    CutCheck check = CutCheck.load(handle, rules, powered, now);
    TreeMap<Long, CreditState> changed = new TreeMap<>();
    for (Standing standing : standings) {
      CreditState before = states.getOrDefault(standing.accountId(), CreditState.NEW);
      CreditTerms of = terms.of(standing.accountId());
      boolean exhausted = powered.contains(standing.accountId());
      Deferral against = exhausted ? check.against(standing, of, before.deferral()) : null;
      CreditState after = judge(handle, standing, before, of, exhausted && against == null, now)
          .deferred(against(standing, before, against));
      announce(handle, standing, before, after, against, now);
      if (!after.equals(before)) {
        changed.put(standing.accountId(), after);
      }
    }
    CreditState.save(handle, changed, now);
  }

  /** Says when the power goes off, once for each time that is named. */
  private static void announce(Handle handle, Standing standing, CreditState before, CreditState after, Deferral found,
      Instant now) {
    boolean named = before.deferral() != null && found != null && found.until() != null
        && found.until().equals(before.deferral().until());
    if (found != null && found.isCutAtKnownTime() && !named) {
      tell(handle, "cut-off-soon", "cut-off-soon:" + standing.accountId() + ":" + after.crossing() + ":"
          + found.until().getEpochSecond(), standing, null, params(standing, after.lowStage()).put("at", found.until().toString()), now);
    }
  }

  private static Collection<Standing> inWattHours(Collection<Standing> given, Map<Long, Long> wh) {
    return wh.isEmpty() ? given : given.stream().map(each -> !wh.containsKey(each.accountId()) ? each
        : new Standing(each.accountId(), Energy.UNIT, wh.get(each.accountId()), each.newestReading(), each.estimated()))
        .toList();
  }

  /** Money that came in decides nothing about a cut: as long as it was not enough, the reason stands. */
  private static Deferral against(Standing standing, CreditState before, Deferral found) {
    if (standing.newestReading() == null && standing.balance() <= 0) {
      return before.deferral();
    }
    return found == null ? null : found.after(before.deferral());
  }

  private CreditState judge(Handle handle, Standing standing, CreditState before, CreditTerms terms, boolean mayCut,
      Instant now) {
    boolean consumed = standing.newestReading() != null;
    Long full = consumed || rules.warnings().percents().isEmpty() ? before.full() : (Long) standing.balance();
    int stage = rules.stageAfter(before.lowStage(), standing.balance(), standing.unit(), full);
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
    if (wasExhausted && standing.balance() > 0) {
      restore(handle, standing, crossing, kept, now);
    }
    boolean stays = wasExhausted && standing.balance() <= 0;
    return new CreditState(stays ? before.state() : rules.state(standing.balance(), standing.unit(), terms), kept, crossing,
        before.deferral(), full);
  }

  private static void restore(Handle handle, Standing standing, int crossing, int stage, Instant now) {
    List<Long> meters = Relays.turn(handle, standing.accountId(), Relay.CLOSED, now);
    if (!meters.isEmpty()) {
      tell(handle, "restored", crossing, standing, meters.get(0), stage, now);
    }
  }

  /** Accounts that are used up and still have power. */
  private Set<Long> powered(Handle handle, Collection<Standing> standings, AccountTerms terms) {
    List<Long> exhausted = standings.stream().filter(each -> each.newestReading() != null
        && rules.state(each.balance(), each.unit(), terms.of(each.accountId())) == CreditState.State.EXHAUSTED)
        .map(Standing::accountId).toList();
    return new HashSet<>(Relays.accountsWanted(handle, exhausted, Relay.CLOSED));
  }

  private static void tell(Handle handle, String kind, int crossing, Standing standing, Long meterId, int stage,
      Instant now) {
    tell(handle, kind, kind + ":" + standing.accountId() + ":" + crossing, standing, meterId, params(standing, stage), now);
  }

  private static void tell(Handle handle, String kind, String key, Standing standing, Long meterId, ObjectNode params,
      Instant now) {
    var notice = Json.object().put("kind", kind).put("accountId", standing.accountId()).put("meterId", meterId);
    notice.set("params", params);
    Outbox.add(handle, key, Outbox.Kind.NOTICE, notice.toString(), now);
  }

  private static ObjectNode params(Standing standing, int stage) {
    return Json.object().put("balance", shown(standing)).put("currency", standing.unit()).put("stage", stage);
  }

  private static long shown(Standing standing) {
    return Energy.UNIT.equals(standing.unit()) ? standing.balance()
        : Nano.toMinorFloor(standing.balance(), standing.unit());
  }
}
