package io.paywatt.ledger.settlement;

import java.util.Map;
import java.util.TreeMap;

/** Count and sum of what a bill says is done, by currency. At most as many entries as there are currencies. */
final class BillTotals {
  private static final class Sum {
    long payments;
    long paid;
    long refunds;
    long refunded;
  }

  private final Map<String, Sum> byCurrency = new TreeMap<>();

  void add(BillLine line) {
    if (!line.state().equals("done")) {
      return;
    }
    Sum sum = byCurrency.computeIfAbsent(line.currency(), currency -> new Sum());
    if (line.kind().equals("payment")) {
      sum.payments++;
      sum.paid = Math.addExact(sum.paid, line.amount());
    } else {
      sum.refunds++;
      sum.refunded = Math.addExact(sum.refunded, line.amount());
    }
  }

  /** {@code {"CNY":{"payments":{"count":2,"sum":9000},"refunds":{...}}}}, sums in minor units. */
  Map<String, Map<String, Map<String, Long>>> view() {
    Map<String, Map<String, Map<String, Long>>> view = new TreeMap<>();
    byCurrency.forEach((currency, sum) -> view.put(currency, Map.of(
        "payments", Map.of("count", sum.payments, "sum", sum.paid),
        "refunds", Map.of("count", sum.refunds, "sum", sum.refunded))));
    return view;
  }
}
