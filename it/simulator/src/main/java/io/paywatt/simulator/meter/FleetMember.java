package io.paywatt.simulator.meter;

import java.util.concurrent.CompletableFuture;

/** One of a fleet: a meter with its own network, or a gateway with several behind it. */
public interface FleetMember {
  /** Connects, or comes back; done when it can hear and the broker tells that it is there. */
  CompletableFuture<?> goOnline();

  /** Loses the network: the last will tells, what is for it waits at the broker, nothing is sent. */
  CompletableFuture<?> goOffline();

  /** Says what it says at each interval, over its good or bad link; nothing while offline. */
  void report();

  /** Switches off for good. @param forget whether the broker may drop its session */
  CompletableFuture<?> close(boolean forget);

  /** Whether it believes to be connected. */
  boolean online();

  /** How many commands it acted on; a repeated one does not count. */
  int commandsActed();

  /** How many of its messages the broker acknowledged. */
  long acknowledged();
}
