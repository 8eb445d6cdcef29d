package io.paywatt.meter.bus;

import java.time.Duration;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.ledger.reading.MeterAddress;
import io.paywatt.meter.codec.EncodedCommand;

/**
 * One request on a bus.
 *
 * @param meter    whom it asks; gateway not null
 * @param message  as published to the gateway
 * @param frame    as on the bus; tells the codec what the answer has to be
 * @param command  the command it carries out, or null for a read on schedule
 * @param patience how long the answer may take
 * @param tries    how often it is sent; one that changes something is never sent twice by the bus
 */
public record BusRequest(MeterAddress meter, EncodedCommand message, byte[] frame, OutgoingCommand command,
    Duration patience, int tries) {
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Duration BREATH = Duration.ofSeconds(1);
  private static final int READ_TRIES = 3;

  /** Asks only: repeated twice when there is no answer. */
  public static BusRequest read(MeterAddress meter, EncodedCommand message, byte[] frame, OutgoingCommand command) {
    return new BusRequest(meter, message, frame, command, PATIENCE, READ_TRIES);
  }

  /** Changes something: sent once. */
  public static BusRequest action(MeterAddress meter, EncodedCommand message, byte[] frame, OutgoingCommand command) {
    return new BusRequest(meter, message, frame, command, PATIENCE, 1);
  }

  /** To all meters of the bus; nobody answers. */
  public static BusRequest broadcast(MeterAddress meter, EncodedCommand message, byte[] frame) {
    return new BusRequest(meter, message, frame, null, BREATH, 1);
  }
}
