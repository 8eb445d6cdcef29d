package io.paywatt.ledger.notice;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Every kind of notice, and what its text may say besides the things every text may say. */
final class NoticeKinds {
  static final Set<String> STANDARD = Set.of("account", "room", "site", "holder", "meter", "balance");

  private static final Map<String, Set<String>> OWN = Map.ofEntries(
      Map.entry("low-balance", Set.of()),
      Map.entry("cut-off", Set.of()),
      Map.entry("restored", Set.of()),
      Map.entry("receipt", Set.of("amount", "paidAt", "transactionId")),
      Map.entry("receipt-debt", Set.of("amount", "recovered", "paidAt", "transactionId")),
      Map.entry("receipt-energy", Set.of("amount", "energy", "payment", "paidAt", "transactionId")),
      Map.entry("debt-recovery", Set.of("amount", "at", "shareZh", "shareEn")),
      Map.entry("token", Set.of("token", "energy", "amount")),
      Map.entry("payment-parked", Set.of("amount", "paidAt", "provider", "transactionId", "reason")),
      Map.entry("payment-moved-in", Set.of("amount", "paidAt", "transactionId")),
      Map.entry("payment-moved-out", Set.of("amount", "paidAt", "transactionId")),
      Map.entry("refund-done", Set.of("amount", "paidAt", "transactionId")),
      Map.entry("refund-held", Set.of("amount", "paidAt", "provider", "transactionId", "refund", "reason")),
      Map.entry("payment-late", Set.of("stage", "payment", "amount", "provider", "transactionId", "at")),
      Map.entry("payments-late", Set.of("stage", "count")),
      Map.entry("unknown-meter", Set.of("serial", "at")),
      Map.entry("alert-over-voltage", Set.of("at", "voltage")),
      Map.entry("alert-under-voltage", Set.of("at", "voltage")),
      Map.entry("alert-overload", Set.of("at", "power")),
      Map.entry("alert-power-failure", Set.of("at")),
      Map.entry("alert-power-restored", Set.of("at")),
      Map.entry("alert-cover-open", Set.of("at")),
      Map.entry("alert-relay-fault", Set.of("at")),
      Map.entry("alert-wrong-topic", Set.of("at", "topic")),
      Map.entry("alert-phase-loss", Set.of("at", "voltage")),
      Map.entry("alert-broken-neutral", Set.of("at", "voltage")),
      Map.entry("alert-reverse-power", Set.of("at", "power")),
      Map.entry("alert-relay-stuck", Set.of("at", "power")),
      Map.entry("alert-impossible-consumption", Set.of("at", "power")),
      Map.entry("alert-clock-drift", Set.of("at", "seconds")),
      Map.entry("alert-silent-meter", Set.of("at", "hours")),
      Map.entry("alert-night-leak", Set.of("at", "power")),
      Map.entry("alert-balance-mismatch", Set.of("at", "amount")),
      Map.entry("alert-ended", Set.of("at", "anomalyZh", "anomalyEn")),
      Map.entry("alert-site-outage", Set.of("at", "place", "count")),
      Map.entry("alert-site-restored", Set.of("at", "place")),
      Map.entry("settlement-differences", Set.of("provider", "day", "open", "waiting", "summaryZh", "summaryEn")),
      Map.entry("sms-balance", Set.of()),
      Map.entry("sms-no-account", Set.of()),
      Map.entry("sms-help", Set.of()),
      Map.entry("sms-stopped", Set.of()),
      Map.entry("sms-topup-how", Set.of("serial", "sum")),
      Map.entry("sms-topup-opened", Set.of("serial", "sum", "order")),
      Map.entry("sms-topup-refused", Set.of("serial", "sum")),
      Map.entry("sms-payment-received", Set.of("amount", "transactionId")),
      Map.entry("desk-new-group", Set.of("group", "count", "route", "message", "at")),
      Map.entry("desk-spike", Set.of("group", "count", "route", "message", "at")),
      Map.entry("desk-failed-again", Set.of("group", "count", "route", "message", "at")),
      Map.entry("desk-run-stuck", Set.of("run", "state", "message", "at")),
      Map.entry("command-failed", Set.of("command", "reason", "at")));

  private NoticeKinds() {}

  static Set<String> all() {
    return new TreeSet<>(OWN.keySet());
  }

  static boolean exists(String kind) {
    return OWN.containsKey(kind);
  }

  /** What a text of the kind may name in braces. */
  static Set<String> placeholders(String kind) {
    Set<String> names = new TreeSet<>(STANDARD);
    names.addAll(OWN.get(kind));
    return names;
  }
}
