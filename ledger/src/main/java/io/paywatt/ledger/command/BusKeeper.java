package io.paywatt.ledger.command;

import java.util.EnumMap;
import java.util.Map;

/** Whether this hub node is the one that asks on the serial buses behind gateways, and what the schedule wants of it. */
public interface BusKeeper {
  /** What is done on schedule. */
  enum Duty {
    /** All meters are read. */
    POLL,
    /** All clocks are set. */
    CLOCK
  }

  /** True for one node at a time, with time left for the answer to a frame that is sent now. */
  boolean isOurs();

  /** The schedule fires on any node; the one that asks on the buses is told. */
  void ask(Duty duty);

  /** Whether the schedule wanted it since the last call. */
  boolean takeAsked(Duty duty);

  /** The only node there is. */
  static BusKeeper alone() {
    Map<Duty, Boolean> asked = new EnumMap<>(Duty.class);
    return new BusKeeper() {
      @Override
      public boolean isOurs() {
        return true;
      }

      @Override
      public synchronized void ask(Duty duty) {
        asked.put(duty, true);
      }

      @Override
      public synchronized boolean takeAsked(Duty duty) {
        return Boolean.TRUE.equals(asked.remove(duty));
      }
    };
  }
}
