package io.paywatt.meter.codec;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import io.paywatt.ledger.command.OutgoingCommand;

/**
 * The command each meter was last sent, for makes whose answers do not repeat its number. One is in flight a meter; after a
 * restart it is empty, and the command is sent again under the same number.
 */
public final class InFlight {
  private final ConcurrentHashMap<String, OutgoingCommand> bySerial = new ConcurrentHashMap<>();

  public void sent(OutgoingCommand command) {
    bySerial.put(command.serial(), command);
  }

  /** The command of that kind that still waits for its answer. */
  public Optional<OutgoingCommand> waiting(String serial, String kind, Instant now) {
    return waiting(serial, now).filter(command -> command.kind().equals(kind));
  }

  /** Whatever command still waits for its answer. */
  public Optional<OutgoingCommand> waiting(String serial, Instant now) {
    return Optional.ofNullable(bySerial.get(serial)).filter(command -> command.expiresAt().isAfter(now));
  }

  /** It was answered: what comes later is not its answer. */
  public void answered(OutgoingCommand command) {
    bySerial.remove(command.serial(), command);
  }
}
