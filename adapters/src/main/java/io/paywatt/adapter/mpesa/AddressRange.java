package io.paywatt.adapter.mpesa;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** An address, or a range of them as CIDR writes it: 196.201.214.200, 196.201.212.0/24. */
record AddressRange(byte[] address, int bits) {
  /** @throws IllegalArgumentException when it is neither, naming it */
  static AddressRange of(String text) {
    String[] parts = text.strip().split("/", 2);
    byte[] address = numeric(parts[0]);
    int most = address == null ? 0 : address.length * 8;
    int bits = parts.length == 1 ? most : parts[1].matches("[0-9]{1,3}") ? Integer.parseInt(parts[1]) : -1;
    if (address == null || bits < 0 || bits > most) {
      throw new IllegalArgumentException("paywatt.mpesa.allowed-addresses holds '" + text
          + "', must be addresses such as 196.201.214.200 or ranges such as 196.201.212.0/24");
    }
    return new AddressRange(address, bits);
  }

  /** Whether the address, in digits, lies within. */
  boolean holds(String text) {
    byte[] other = numeric(text);
    if (other == null || other.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      if (((address[bit / 8] ^ other[bit / 8]) & 0x80 >> bit % 8) != 0) {
        return false;
      }
    }
    return true;
  }

  // Digits only: a name would be looked up.
  private static byte[] numeric(String text) {
    try {
      return text.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*") ? InetAddress.getByName(text).getAddress() : null;
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
