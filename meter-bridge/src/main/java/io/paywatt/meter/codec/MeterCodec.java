package io.paywatt.meter.codec;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.meter.topic.MeterMessage;
import io.paywatt.meter.topic.TopicPattern;

/**
 * The language of one make of meter: from bytes and topic to readings, events, replies and presence; from commands to bytes
 * and topic. A codec only makes types: whether a register may fall or a time lie in the future is the ledger's business.
 */
public interface MeterCodec {
  /** The make as in the account store, e.g. native. */
  String make();

  /** What meters of this make can do. */
  Set<Capability> capabilities();

  /** Where meters of this make speak. */
  List<TopicPattern> topics();

  /** Where they listen. */
  List<TopicPattern> commandTopics();

  /**
   * What the message says, possibly nothing; the parts of a stream that are no frame are passed over.
   *
   * @throws Malformed and nothing else, when the message is none of this make, whatever the bytes are
   */
  Heard decode(MeterMessage message);

  /**
   * The command for the wire, or null when it waits for a bus to be free and goes out later by itself.
   *
   * @param now to work out the seconds left
   * @throws io.paywatt.ledger.Rejected when the command has expired or this make can't do it
   */
  EncodedCommand encode(OutgoingCommand command, Instant now);
}
