package io.paywatt.hub.cli;

import java.util.List;
import java.util.stream.Collectors;
import io.paywatt.ledger.failed.FailedDetail;
import io.paywatt.ledger.failed.FailedGroup;
import io.paywatt.ledger.failed.FailedView;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.replay.FailedVersion;
import io.paywatt.ledger.replay.JsonDiff;
import io.paywatt.ledger.replay.ReplayPlan;

/** A failed message, its cause and its replay as text. */
final class FailedText {
  private FailedText() {}

  static String of(FailedDetail detail, List<FailedVersion> versions) {
    FailedView item = detail.item();
    StringBuilder text = new StringBuilder();
    line(text, "Message", item.id() + ", " + item.state() + (item.replays() > 0 ? ", replayed " + item.replays() + " times" : ""));
    line(text, "Failed", item.failedAt() + " in route " + item.route()
        + (item.step() == null ? "" : ", step " + item.step()) + (item.location() == null ? "" : " (" + item.location() + ")")
        + ", tried " + item.attempts() + " times"
        + (detail.routeVersion() == null ? "" : ", version " + detail.routeVersion().substring(0, 8)));
    line(text, "Why", item.error() + " [" + item.errorClass() + "], cause " + item.group());
    line(text, "About", about(item));
    line(text, "Replay", detail.replayTo() == null ? "not possible, it has no door of its own" : "through " + detail.replayTo()
        + ": ./paywatt failed replay " + item.id());
    if (item.replayResult() != null) {
      line(text, "Last replay", detail.lastReplay() + ": " + item.replayResult());
    }
    detail.headers().forEach((name, value) -> line(text, "Header", name + ": " + value));
    line(text, "Body", "(" + detail.bodyEncoding() + ", version " + item.version() + ")\n" + detail.body());
    versions.stream().filter(version -> version.version() > 1).forEach(version -> {
      line(text, "Version " + version.version(), version.at() + " by " + version.actor() + (version.approvedBy() == null ? ""
          : ", approved by " + version.approvedBy()) + ": " + version.reason());
      version.changes().forEach(change -> text.append(of(change)).append('\n'));
    });
    text.append('\n').append(detail.stack());
    return text.toString();
  }

  static String of(FailedGroup group) {
    return String.format("%6d  %5d x  %-20s  %s%n%16s%s to %s%s%s%s", group.id(), group.count(), group.route(),
        group.message(), "", group.oldest(), group.newest(), group.atRisk().isEmpty() ? "" : ", " + money(group.atRisk()),
        group.failedAgain() == 0 ? "" : ", " + group.failedAgain() + " failed again",
        group.owner() == null ? "" : ", " + group.owner() + " looks after it");
  }

  static String of(JsonDiff change) {
    return "  " + (change.path().isEmpty() ? "(whole body)" : change.path()) + ": " + change.before() + " -> "
        + change.after();
  }

  static String of(ReplayPlan plan) {
    String items = plan.items().stream().map(item -> String.format("%6d  %-14s  %s%s%n", item.id(), item.action(),
        item.money() == null ? "" : money(List.of(item.money())) + "  ",
        item.why() == null ? "through " + item.replayTo() : item.why())).collect(Collectors.joining());
    return items + plan.counts().entrySet().stream().filter(count -> count.getValue() > 0)
        .map(count -> count.getValue() + " " + count.getKey()).collect(Collectors.joining(", "))
        + (plan.money().isEmpty() ? "" : ": " + money(plan.money()) + " to accounts");
  }

  private static String about(FailedView item) {
    StringBuilder about = new StringBuilder();
    part(about, "account", item.account());
    part(about, "meter", item.meter());
    part(about, "order", item.orderId());
    part(about, item.provider() == null ? "transaction" : item.provider(), item.reference());
    part(about, "amount", item.money() == null ? null : money(List.of(item.money())));
    return about.isEmpty() ? "-" : about.toString();
  }

  private static void part(StringBuilder about, String name, String value) {
    if (value != null) {
      about.append(about.isEmpty() ? "" : ", ").append(name).append(' ').append(value);
    }
  }

  private static String money(List<Money> sums) {
    return sums.stream().map(sum -> MoneyText.money(sum.amount(), sum.currency())).collect(Collectors.joining(", "));
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format("%-12s %s%n", name, value));
  }
}
