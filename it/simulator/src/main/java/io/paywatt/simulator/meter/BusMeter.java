package io.paywatt.simulator.meter;

import java.time.Instant;

/** A meter on a serial bus: it speaks only when it is asked. */
interface BusMeter {
  /** The device. */
  MeterBody body();

  /** @param request bytes on the bus, possibly for another meter. @return its answer, or null: it says nothing */
  byte[] answer(byte[] request, Instant now);

  /** How many commands it acted on. */
  int acted();
}
