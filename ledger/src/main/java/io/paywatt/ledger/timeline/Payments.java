package io.paywatt.ledger.timeline;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.user.Scope;
import org.jdbi.v3.core.Handle;

/** Payments as people look at them: found, followed from order to meter, and those that are late. */
public final class Payments {
  /** States a list can be asked for. */
  public static final List<String> STATES = List.of("posted", "parked", "held", "ordered", "claimed");
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");
  private static final Pattern CLAIM = Pattern.compile("claim-([1-9]\\d{0,17})");

  private final Store store;
  private final LateSettings settings;

  public Payments(Store store, LateSettings settings) {
    this.store = store;
    this.settings = settings;
  }

  /**
   * Payments, newest first; with state ordered the orders that wait for a payment, with state claimed the claims that
   * wait for a confirmation; with late those of all three that are late, the longest known first.
   *
   * @param words exact transaction id, order number, account number or meter serial, or null
   * @param state one of {@link #STATES}, or null
   * @param after {@code next} of the part before, or null
   * @param scope sites of who asks
   * @throws Rejected 400 for another state or a wrong {@code after}
   */
  public Page<PaymentView> list(String words, String state, boolean late, int limit, String after, Scope scope) {
    if (state != null && !STATES.contains(state)) {
      throw new Rejected(400, "state is '" + state + "', allowed are " + String.join(", ", STATES));
    }
    if (after != null && !NUMBER.matcher(after).matches()) {
      throw new Rejected(400, "after is '" + after + "', allowed is the next of the part before");
    }
    PaymentList list = new PaymentList(words, state, Math.max(1, Math.min(limit, 500)), after == null ? null : Long.valueOf(after), scope);
    return store.read(handle -> late ? list.late(handle) : list.all(handle));
  }

  /**
   * How far one has come.
   *
   * @param id number of a payment, our order number, or {@code claim-} and its number; an order or a claim that was paid
   *     gives its payment
   * @throws Rejected 404 when there is no such thing
   */
  public PaymentTimeline timeline(String id) {
    return store.read(handle -> find(handle, id))
        .map(facts -> new Steps(facts, settings, store.now()).timeline())
        .orElseThrow(() -> new Rejected(404, "payment " + shown(id) + " is not known, allowed is the number of a payment,"
            + " an order number, or claim- and its number"));
  }

  private static Optional<Facts> find(Handle handle, String id) {
    if (NUMBER.matcher(id).matches()) {
      return one(handle, Facts.PAYMENTS + " WHERE p.id = :id", Long.valueOf(id));
    }
    var claim = CLAIM.matcher(id);
    if (claim.matches()) {
      Long number = Long.valueOf(claim.group(1));
      return one(handle, Facts.PAYMENTS + " WHERE i.id = :id", number)
          .or(() -> one(handle, Facts.CLAIMS + " WHERE i.kind = 'claim' AND i.id = :id", number));
    }
    return one(handle, Facts.PAYMENTS + " WHERE p.topup_id = :id ORDER BY p.state = 'posted' DESC, p.id LIMIT 1", id)
        .or(() -> one(handle, Facts.ORDERS + " WHERE t.id = :id", id));
  }

  private static Optional<Facts> one(Handle handle, String sql, Object id) {
    return handle.createQuery(sql).bind("id", id).map((row, context) -> Facts.of(row)).findOne();
  }

  private static String shown(String id) {
    return id.length() <= 40 ? "'" + id + "'" : "'" + id.substring(0, 40) + "...'";
  }
}
