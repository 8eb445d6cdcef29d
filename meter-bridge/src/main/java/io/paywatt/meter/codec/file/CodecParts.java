package io.paywatt.meter.codec.file;

import java.time.Clock;
import java.time.ZoneId;
import io.paywatt.meter.bus.Buses;
import io.paywatt.meter.codec.Directory;

/**
 * What codecs need of the hub.
 *
 * @param zone           of meters that tell local time
 * @param currencyDigits decimals of the hub's currency
 * @param prefix         first part of the hub's own topics
 * @param password       of DL/T 645: two digits of level and six of password
 * @param operator       of DL/T 645: eight digits
 */
public record CodecParts(Directory directory, Buses buses, Clock clock, ZoneId zone, int currencyDigits, String prefix,
    String password, String operator) {
  /** Without the password. */
  @Override
  public String toString() {
    return "CodecParts[zone=" + zone + ", prefix=" + prefix + ", operator=" + operator + "]";
  }
}
