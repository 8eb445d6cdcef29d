package io.paywatt.meter.codec;

import java.time.Instant;
import java.util.List;
import io.paywatt.ledger.command.CommandReply;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.ledger.reading.MeterEvent;
import io.paywatt.ledger.reading.MeterPresence;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.meter.topic.MeterMessage;

/**
 * The language of one make of meter. A message may hold several readings, or none. A codec only makes types: whether a
 * register may fall or a time lie in the future is the ledger's business. Each reading method throws {@link Malformed} and
 * nothing else, whatever the bytes are.
 */
public interface MeterCodec {
  /** The make as in the account store, e.g. native. */
  String make();

  /** @throws Malformed when the message is not a reading of this make */
  List<Reading> readings(MeterMessage message);

  /** @throws Malformed when the message is not an event of this make */
  List<MeterEvent> events(MeterMessage message);

  /** @throws Malformed when the message is not an answer of this make */
  List<CommandReply> replies(MeterMessage message);

  /** Online or offline. @throws Malformed when the message does not say so */
  List<MeterPresence> presence(MeterMessage message);

  /**
   * @param now to work out the seconds left
   * @throws io.paywatt.ledger.Rejected when the command has expired or this make can't do it
   */
  EncodedCommand encode(OutgoingCommand command, Instant now);
}
