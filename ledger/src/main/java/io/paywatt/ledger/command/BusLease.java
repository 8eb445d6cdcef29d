package io.paywatt.ledger.command;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * One node asks on all buses: the one that holds the lease in the database. It renews it every 2 s; a node that stays away
 * loses it after 20 s, and stops by itself 10 s before: what it sent last is answered, or given up, by then.
 */
public final class BusLease implements BusKeeper {
  private static final Duration LENGTH = Duration.ofSeconds(20);
  private static final Duration LAST_ANSWER = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofSeconds(2);

  private record Row(boolean ours, Map<Duty, Long> asked) {}

  private final Store store;
  private final String node;
  private final Map<Duty, Long> done = new EnumMap<>(Duty.class);
  private Row row = new Row(false, Map.of());
  private long lookedAt = System.nanoTime() - LOOK.toNanos();
  private long renewedAt;

  /** @param node its name, unique among the nodes and the same after a restart: then it goes on at once */
  public BusLease(Store store, String node) {
    this.store = store;
    this.node = node;
  }

  @Override
  public synchronized boolean isOurs() {
    look();
    return row.ours() && System.nanoTime() - renewedAt < LENGTH.minus(LAST_ANSWER).toNanos();
  }

  @Override
  public void ask(Duty duty) {
    store.inTransaction(handle -> handle.execute(duty == Duty.POLL ? "UPDATE bus_lease SET polls_asked = polls_asked + 1"
        : "UPDATE bus_lease SET clocks_asked = clocks_asked + 1"));
  }

  /** Of what was wanted before this node looked first, nobody knows whether it was done: that waits for the next time. */
  @Override
  public synchronized boolean takeAsked(Duty duty) {
    look();
    Long asked = row.asked().get(duty);
    Long before = asked == null ? null : done.put(duty, asked);
    return before != null && before < asked;
  }

  private void look() {
    long now = System.nanoTime();
    if (now - lookedAt >= LOOK.toNanos()) {
      lookedAt = now;
      row = store.inTransaction(this::renewed);
      // from before the question: the database counts from later
      renewedAt = now;
    }
  }

  private Row renewed(Handle handle) {
    boolean ours = handle.createUpdate("UPDATE bus_lease SET node = :node, until = UTC_TIMESTAMP(3) + INTERVAL :seconds SECOND"
            + " WHERE node = :node OR until <= UTC_TIMESTAMP(3)")
        .bind("node", node).bind("seconds", LENGTH.toSeconds()).execute() == 1;
    return handle.createQuery("SELECT polls_asked, clocks_asked FROM bus_lease").map((found, context) -> new Row(ours,
        Map.of(Duty.POLL, found.getLong("polls_asked"), Duty.CLOCK, found.getLong("clocks_asked")))).one();
  }
}
