package io.paywatt.ledger.notice;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every kind of notice, and what its text says besides the things every text may say. */
final class NoticeKinds {
  static final Set<String> STANDARD = Set.of("account", "room", "site", "holder", "meter", "balance");
  /** Several notices in one message. */
  static final String DIGEST = "digest";

  private static final String MUST = "!";
  /** A line a kind; a placeholder with an exclamation mark is one the text has to name. */
  private static final String TABLE = """
      low-balance balance!
      low-days days!
      cut-off-soon at!
      cut-off
      restored
      receipt amount! paidAt tiers transactionId
      receipt-debt amount! recovered! paidAt tiers transactionId
      receipt-energy amount! energy! tiers payment paidAt transactionId
      debt-recovery amount! at! shareZh shareEn
      token token! energy amount
      tariff-change day! tariffZh tariffEn
      outage at!
      outage-over at
      digest count! lines!
      payment-parked amount! paidAt provider transactionId reason
      payment-moved-in amount! paidAt transactionId
      payment-moved-out amount! paidAt transactionId
      refund-done amount! paidAt transactionId
      refund-held amount! paidAt provider transactionId refund reason
      payment-late stage! payment amount provider transactionId at
      payments-late stage! count!
      hub-trouble part! fault at
      hub-well part! at
      unknown-meter serial! at
      alert-over-voltage at voltage
      alert-under-voltage at voltage
      alert-overload at power
      alert-power-failure at
      alert-power-restored at
      alert-cover-open at
      alert-relay-fault at
      alert-wrong-topic at topic
      alert-phase-loss at voltage
      alert-broken-neutral at voltage
      alert-reverse-power at power
      alert-relay-stuck at power
      alert-impossible-consumption at power
      alert-clock-drift at seconds
      alert-silent-meter at hours
      alert-night-leak at power
      alert-balance-mismatch at amount
      alert-ended at anomalyZh anomalyEn
      alert-site-outage at place! count
      alert-site-restored at place!
      settlement-differences provider! day! open waiting summaryZh summaryEn
      sms-balance balance!
      sms-no-account
      sms-help
      sms-stopped
      sms-topup-how serial sum
      sms-topup-opened serial sum order
      sms-topup-refused serial sum
      sms-payment-received amount transactionId
      desk-new-group group! count route message at
      desk-spike group! count! route message at
      desk-failed-again group! count! route message at
      desk-run-stuck run! state message at
      command-failed command! reason at
      """;
  private static final Map<String, List<String>> OWN = parse();

  private NoticeKinds() {}

  private static Map<String, List<String>> parse() {
    Map<String, List<String>> kinds = new TreeMap<>();
    TABLE.lines().map(line -> Arrays.asList(line.split(" ")))
        .forEach(words -> kinds.put(words.get(0), words.subList(1, words.size())));
    return kinds;
  }

  static Set<String> all() {
    return OWN.keySet();
  }

  static boolean exists(String kind) {
    return OWN.containsKey(kind);
  }

  /** What a text of the kind may name in braces. */
  static Set<String> placeholders(String kind) {
    Set<String> names = new TreeSet<>(STANDARD);
    OWN.get(kind).forEach(name -> names.add(name.replace(MUST, "")));
    return names;
  }

  /** What it has to name: a message without it is of no use. */
  static List<String> needed(String kind) {
    return OWN.get(kind).stream().filter(name -> name.endsWith(MUST)).map(name -> name.replace(MUST, "")).toList();
  }
}
