package io.paywatt.hub.cli;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;
import io.paywatt.ledger.timeline.PaymentStep;
import io.paywatt.ledger.timeline.PaymentTimeline;
import io.paywatt.ledger.timeline.PaymentView;

/** Payments as text. */
final class PaymentText {
  private PaymentText() {}

  /** One line of a list. */
  static String line(PaymentView item) {
    return String.format("%-24s %-8s %14s  %-9s  %s  meter %s%s", item.id(), item.state(), money(item), item.provider(),
        item.receivedAt(), Objects.toString(item.meter(), "-"),
        item.late().isEmpty() ? "" : "  LATE: " + String.join(", ", item.late()));
  }

  /** One, with its stages. */
  static String of(PaymentTimeline timeline) {
    PaymentView item = timeline.payment();
    StringBuilder text = new StringBuilder(line(item)).append(System.lineSeparator());
    text.append(String.format("transaction %s, order %s, account %s%n", or(item.transactionId()), or(item.orderId()),
        or(item.account())));
    if (timeline.note() != null) {
      text.append("note: ").append(timeline.note()).append(System.lineSeparator());
    }
    timeline.steps().forEach(step -> text.append(step(step)));
    return text.toString().stripTrailing();
  }

  private static String step(PaymentStep step) {
    String due = step.late() ? "  LATE, was due " + step.deadline()
        : step.state().equals("pending") && step.deadline() != null ? "  due " + step.deadline() : "";
    return String.format("  %-13s %-8s %-24s%s%s%n", step.step(), step.state(), or(step.at()), due,
        step.reason() == null ? "" : "  " + step.reason());
  }

  private static String money(PaymentView item) {
    if (item.amount() == null || item.currency() == null) {
      return "-";
    }
    int digits = Math.max(0, Currency.getInstance(item.currency()).getDefaultFractionDigits());
    return BigDecimal.valueOf(item.amount(), digits).toPlainString() + " " + item.currency();
  }

  private static String or(Object value) {
    return Objects.toString(value, "-");
  }
}
