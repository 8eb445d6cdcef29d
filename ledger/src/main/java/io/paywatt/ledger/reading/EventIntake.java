package io.paywatt.ledger.reading;

import java.util.List;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.store.Store;

/** Takes in what meters noticed, and their coming and going. */
public final class EventIntake {
  private final Store store;
  private final CommandDesk commandDesk;

  public EventIntake(Store store, CommandDesk commandDesk) {
    this.store = store;
    this.commandDesk = commandDesk;
  }

  /** Stores a batch of events in one transaction, each once, with one alert for those administrators must know. */
  public IntakeResult store(List<MeterEvent> events) {
    return new IntakeResult(0, 0, 0);
  }

  /** Notes who is there; what waits for a meter that came is sent at once. */
  public void presence(List<MeterPresence> presences) {
  }
}
