package io.paywatt.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.settlement.DifferenceView;
import io.paywatt.ledger.settlement.SettlementView;

/** A settled day as lines of text; sums in minor units. */
final class SettlementText {
  private SettlementText() {}

  static String of(SettlementView day) {
    StringBuilder text = new StringBuilder(String.format("%s %s: %s%s%n", day.provider(), day.date(), day.state(),
        day.trouble() == null ? "" : ", " + day.trouble()));
    text.append(day.bill() == null ? "  no bill\n" : String.format("  bill: %d lines from %s%n", day.bill().lines(),
        day.bill().source().equals("statement") ? "a statement" : "the provider"));
    if (day.totals() != null) {
      day.totals().path("lines").forEach(line -> text.append(total(line)));
      JsonNode meters = day.totals().path("meters");
      text.append(String.format("  meters: %s of %s payments credited%n", meters.path("credited"), meters.path("posted")));
      text.append(day.totals().path("tiesOut").asBoolean() ? "" : "  THE TOTALS DO NOT TIE OUT\n");
    }
    day.classes().forEach(it -> text.append(String.format("  %-24s open %d, waiting %d, resolved %d: %s (%s)%n", it.name(),
        it.open(), it.waiting(), it.resolved(), it.title().en(), it.title().zh())));
    return text.append(day.classes().isEmpty() && day.comparedAt() != null ? "  no differences" : "").toString().stripTrailing();
  }

  static String of(DifferenceView it) {
    return String.format("  %6d  %-9s %-24s %s: bill %s, ours %s. %s", it.id(), it.state(), it.name(),
        it.refundId() == null ? it.transactionId() : it.refundId(), side(it.theirs()), side(it.ours()),
        it.action().text().en());
  }

  private static String total(JsonNode line) {
    String bill = line.path("bill").isNull() ? "no bill"
        : "bill " + line.path("bill").path("count") + " / " + line.path("bill").path("sum") + ", difference "
            + line.path("difference") + " (carried over midnight " + line.path("carried") + ", listed "
            + line.path("differences") + ", unexplained " + line.path("unexplained") + ")";
    return String.format("  %ss %s: ledger %s / %s, %s%n", line.path("kind").asText(), line.path("currency").asText(),
        line.path("ledger").path("count"), line.path("ledger").path("sum"), bill);
  }

  private static String side(DifferenceView.What what) {
    return what == null ? "nothing" : what.amount() + " " + what.currency() + " " + what.state();
  }
}
