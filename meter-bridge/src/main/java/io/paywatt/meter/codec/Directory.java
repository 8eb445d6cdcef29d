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

  /**
   * What a device is called that nobody imported under this make. Never the serial of a meter, which has no colon: a device
   * must not speak for a meter of another make.
   */
  default String stranger(String make, String address) {
    return make + ":" + address;
  }

  /** For who tries a file: knows nobody, every address is taken for the serial. */
  static Directory none() {
    return new Directory() {
      @Override
      public Optional<MeterAddress> find(String make, String gateway, String address) {
        return Optional.empty();
      }

      @Override
      public Optional<MeterAddress> bySerial(String serial) {
        return Optional.empty();
      }

      @Override
      public List<MeterAddress> of(String make) {
        return List.of();
      }

      @Override
      public String stranger(String make, String address) {
        return address;
      }
    };
  }
}
