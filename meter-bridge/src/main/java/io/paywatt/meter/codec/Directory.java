package io.paywatt.meter.codec;

import java.util.List;
import java.util.Optional;
import io.paywatt.ledger.reading.MeterAddress;

/** Which meter stands behind an address on the wire, and where a meter is found. */
public interface Directory {
  /** @param gateway where it was heard, or null for makes without one */
  Optional<MeterAddress> find(String make, String gateway, String address);

  /** By the serial of the account store. */
  Optional<MeterAddress> bySerial(String serial);

  /** All meters of a make. */
  List<MeterAddress> of(String make);

  /** Knows nobody: every address is taken for the serial. */
  static Directory none() {
    return AddressBook.of(List.of());
  }
}
