package io.paywatt.hub.cli;

import io.paywatt.ledger.failed.FailedDetail;
import io.paywatt.ledger.failed.FailedView;

/** A failed message as a page of text. */
final class FailedText {
  private FailedText() {}

  static String of(FailedDetail detail) {
    FailedView item = detail.item();
    StringBuilder text = new StringBuilder();
    line(text, "Message", item.id() + ", " + item.state() + (item.replays() > 0 ? ", replayed " + item.replays() + " times" : ""));
    line(text, "Failed", item.failedAt() + " in route " + item.route()
        + (item.step() == null ? "" : ", step " + item.step()) + (item.location() == null ? "" : " (" + item.location() + ")"));
    line(text, "Why", item.error() + " [" + item.errorClass() + "]");
    line(text, "Replay", detail.replayTo() == null ? "not possible, it has no door of its own" : "through " + detail.replayTo()
        + ": ./paywatt failed replay " + item.id());
    if (item.replayResult() != null) {
      line(text, "Last replay", detail.lastReplay() + ": " + item.replayResult());
    }
    detail.headers().forEach((name, value) -> line(text, "Header", name + ": " + value));
    line(text, "Body", "(" + detail.bodyEncoding() + ")\n" + detail.body());
    text.append('\n').append(detail.stack());
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format("%-12s %s%n", name, value));
  }
}
