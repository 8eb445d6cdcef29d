package io.paywatt.ledger.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import io.paywatt.ledger.command.CommandStates;
import io.paywatt.ledger.notice.NoticeView;
import io.paywatt.ledger.sts.TokenDigits;

/** The seven stages, made of what is known. */
final class Steps {
  private final Facts facts;
  private final LateSettings settings;
  private final Instant now;

  Steps(Facts facts, LateSettings settings, Instant now) {
    this.facts = facts;
    this.settings = settings;
    this.now = now;
  }

  PaymentTimeline timeline() {
    return new PaymentTimeline(facts.view(), facts.note(), List.of(ordered(), paid(), received(), posted(), sent(),
        acknowledged(), receipt()));
  }

  private boolean isPayment() {
    return List.of("posted", "parked", "held").contains(facts.view().state());
  }

  private PaymentStep ordered() {
    if (facts.orderedAt() == null) {
      return new PaymentStep("ordered", "skipped", null, null, false, "paid without an order of ours");
    }
    if (!isPayment() && "failed".equals(facts.orderState())) {
      return new PaymentStep("ordered", "failed", facts.orderedAt(), null, false, facts.orderFailure());
    }
    return !isPayment() && "opening".equals(facts.orderState()) ? pending("ordered", null)
        : done("ordered", facts.orderedAt(), null);
  }

  private PaymentStep paid() {
    if (isPayment()) {
      return done("paid", facts.view().paidAt(), null);
    }
    return switch (facts.view().state()) {
      case "closed" -> new PaymentStep("paid", "failed", null, null, false, facts.note());
      case "claimed", "given-up" -> new PaymentStep("paid", "pending", null, null, false, "claimed, not confirmed");
      default -> pending("paid", null);
    };
  }

  private PaymentStep received() {
    if (isPayment()) {
      return done("received", facts.view().receivedAt(), after(facts.view().paidAt(), settings.notice()));
    }
    Instant deadline = after(facts.waitsSince(), settings.notice());
    if (facts.view().state().equals("given-up")) {
      return new PaymentStep("received", "failed", null, deadline, true, facts.note());
    }
    return new PaymentStep("received", "pending", null, deadline, isPast(deadline),
        deadline == null ? null : facts.note());
  }

  private PaymentStep posted() {
    if (!isPayment()) {
      return pending("posted", null);
    }
    Instant deadline = after(facts.view().receivedAt(), settings.posting());
    return facts.postedAt() != null ? done("posted", facts.postedAt(), deadline)
        : new PaymentStep("posted", "failed", facts.view().receivedAt(), deadline,
            facts.view().state().equals("parked") && isPast(deadline), facts.parkedReason());
  }

  private PaymentStep sent() {
    Instant deadline = after(facts.postedAt(), settings.sending());
    if (facts.sentAt() != null) {
      return done("sent", facts.sentAt(), deadline);
    }
    return facts.answeredAt() == null ? pending("sent", deadline)
        : new PaymentStep("sent", "failed", facts.answeredAt(), deadline, isPast(deadline), commandWords());
  }

  private PaymentStep acknowledged() {
    Instant deadline = after(facts.postedAt(), settings.meter());
    if (facts.answeredAt() == null) {
      return pending("acknowledged", deadline);
    }
    if (CommandStates.isTaken(facts.command())) {
      return answered(deadline);
    }
    return facts.setRight() != null ? done("acknowledged", facts.setRight(), deadline)
        : new PaymentStep("acknowledged", "failed", facts.answeredAt(), deadline, isPast(deadline), commandWords());
  }

  /** For a meter that takes tokens, with the token, or with the reason why none was needed. */
  private PaymentStep answered(Instant deadline) {
    PaymentStep done = done("acknowledged", facts.answeredAt(), deadline);
    String words = facts.token() == null ? facts.commandReason() : "token " + TokenDigits.grouped(facts.token());
    return new PaymentStep(done.step(), done.state(), done.at(), done.deadline(), done.late(), words);
  }

  private PaymentStep receipt() {
    Instant deadline = after(facts.postedAt(), settings.receipt());
    if (facts.receipt() == null || facts.receipt().equals("queued")) {
      return pending("receipt", deadline);
    }
    return NoticeView.isOut(facts.receipt()) ? done("receipt", facts.receiptAt(), deadline)
        : new PaymentStep("receipt", facts.receipt(), facts.receiptAt(), deadline, false, facts.receiptError());
  }

  private String commandWords() {
    return "command " + facts.command() + (facts.commandReason() == null ? "" : ": " + facts.commandReason());
  }

  private PaymentStep done(String step, Instant at, Instant deadline) {
    return new PaymentStep(step, "done", at, deadline, deadline != null && at != null && at.isAfter(deadline), null);
  }

  private PaymentStep pending(String step, Instant deadline) {
    return new PaymentStep(step, "pending", null, deadline, isPast(deadline), null);
  }

  private boolean isPast(Instant deadline) {
    return deadline != null && now.isAfter(deadline);
  }

  private static Instant after(Instant start, Duration time) {
    return start == null ? null : start.plus(time);
  }
}
