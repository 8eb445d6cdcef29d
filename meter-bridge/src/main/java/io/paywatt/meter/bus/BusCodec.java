package io.paywatt.meter.bus;

import java.time.Instant;
import java.util.List;
import io.paywatt.ledger.reading.MeterAddress;
import io.paywatt.meter.codec.MeterCodec;

/** A make that speaks only when it is asked. */
public interface BusCodec extends MeterCodec {
  /** The meters of this make that hang on a gateway. */
  List<MeterAddress> meters();

  /** What to ask a meter for a whole reading, in this order. */
  List<BusRequest> poll(MeterAddress meter);

  /** Sets the clocks of all meters behind the gateway of this one; nothing when the make has none. */
  List<BusRequest> clock(MeterAddress anyOfTheGateway, Instant now);
}
