package io.paywatt.ledger.sms;

import java.util.List;
import java.util.Optional;

/**
 * Who wrote.
 *
 * @param raw    as the door told it
 * @param phone  E.164, or null: a short code or a name
 * @param meters meters of the accounts that hold this phone
 */
record Sender(String raw, String phone, List<SmsAccounts.Metered> meters) {
  /** Whether the phone stands on an account. */
  boolean isResident() {
    return !meters.isEmpty();
  }

  /** The sender's own meter of that name, by serial. */
  Optional<SmsAccounts.Metered> meter(String serial) {
    return meters.stream().filter(meter -> meter.serial().equalsIgnoreCase(serial)).findFirst();
  }

  /** Whether the account is one of the sender's. */
  boolean owns(SmsAccounts.Metered other) {
    return meters.stream().anyMatch(meter -> meter.accountId() == other.accountId());
  }

  /** What is stored. */
  String shown() {
    return phone == null ? raw : phone;
  }
}
