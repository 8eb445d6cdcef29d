package io.paywatt.ledger.inquiry;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.payment.PaymentNotice;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is asked next, and what follows from an answer. */
final class Verdict {
  private static final Logger LOG = LoggerFactory.getLogger(Verdict.class);
  private static final int SLICE = 20;

  private final InquirySettings settings;
  private final ProviderOperations providers;

  Verdict(InquirySettings settings, ProviderOperations providers) {
    this.settings = settings;
    this.providers = providers;
  }

  /** What a route has to ask for this row; empty when the row ended without. */
  Optional<OutgoingInquiry> next(Handle handle, InquiryRow row, Instant now) {
    if (row.notice() != null) {
      return Optional.of(new OutgoingInquiry(row.id(), row.provider(), "post", row.notice()));
    }
    boolean query = providers.can(row.provider(), "query");
    if (query && row.ask().equals("query")) {
      return Optional.of(new OutgoingInquiry(row.id(), row.provider(), "query", query(row)));
    }
    if (!row.order()) {
      InquiryWrites.toStatement(handle, row, now.plus(settings.statementLimit()));
      return Optional.empty();
    }
    if (providers.can(row.provider(), "close")) {
      return Optional.of(new OutgoingInquiry(row.id(), row.provider(), "close", close(row)));
    }
    InquiryWrites.closeOrder(handle, row, "not paid in time", now);
    return Optional.empty();
  }

  /** @return the notice to post, or null */
  byte[] queried(Handle handle, InquiryRow row, Answer said, Instant now) {
    if (said.state().equals("paid")) {
      return paid(handle, row, said.notice(), now);
    }
    if (!row.state().equals("open")) {
      return null;
    }
    if (row.order() && said.state().equals("closed")) {
      InquiryWrites.closeOrder(handle, row, words("closed at the provider", said.reason()), now);
    } else {
      notPaid(handle, row, said, now);
    }
    return null;
  }

  private byte[] paid(Handle handle, InquiryRow row, PaymentNotice notice, Instant now) {
    Differences.check(row, notice);
    String difference = row.order() ? null : Differences.between(row, notice);
    if (difference != null) {
      LOG.warn("{}: {}", row.words(), difference);
    }
    if (InquiryRow.isPosted(handle, notice)) {
      InquiryWrites.end(handle, List.of(row.id()), "paid", difference, now);
      return null;
    }
    LOG.info("{} is paid: found by asking, try {}", row.words(), row.attempts());
    InquiryWrites.later(handle, row, "paid", "query", difference, now, now.plus(settings.wait(0)));
    return notice.toJson();
  }

  private void notPaid(Handle handle, InquiryRow row, Answer said, Instant now) {
    if (!row.order()) {
      if (now.isBefore(row.endsAt())) {
        later(handle, row, said.state(), "query", said.reason(), now);
      } else {
        InquiryWrites.giveUp(handle, row, words(row.words() + " is not confirmed, the provider says " + said.state(),
            said.reason()), now);
      }
      return;
    }
    if (now.isBefore(row.endsAt())) {
      later(handle, row, said.state(), "query", said.reason(), now);
    } else if (providers.can(row.provider(), "close") && now.isBefore(row.endsAt().plus(settings.limit()))) {
      // after a close that found it paid the payment has to appear: not in a tight circle
      Duration wait = "paid".equals(row.answer()) ? settings.wait(row.attempts()) : Duration.ZERO;
      InquiryWrites.later(handle, row, said.state(), "close", said.reason(), now, now.plus(wait));
    } else {
      InquiryWrites.closeOrder(handle, row, words("not paid in time, the provider says " + said.state(), said.reason()),
          now);
    }
  }

  void closed(Handle handle, InquiryRow row, Answer said, Instant now) {
    if (!row.state().equals("open")) {
      return;
    }
    boolean late = !now.isBefore(row.endsAt().plus(settings.limit()));
    if (said.state().equals("closed") || said.state().equals("unknown") && late) {
      InquiryWrites.closeOrder(handle, row, words("not paid in time, close was answered " + said.state(), said.reason()),
          now);
    } else if (late || said.state().equals("paid") && !providers.can(row.provider(), "query")) {
      InquiryWrites.giveUp(handle, row, row.words() + " is paid, the provider says, but it does not tell the payment", now);
    } else if (said.state().equals("paid")) {
      InquiryWrites.later(handle, row, "paid", "query", said.reason(), now, now);
    } else {
      later(handle, row, said.state(), "query", said.reason(), now);
    }
  }

  void unanswered(Handle handle, InquiryRow row, String why, Instant now) {
    Instant limit = row.order() ? row.endsAt().plus(settings.limit()) : row.endsAt();
    if (!row.state().equals("open")) {
      return;
    }
    if (now.isBefore(limit)) {
      LOG.warn("{}: asked in vain (try {}), later again: {}", row.words(), row.attempts(), why);
      later(handle, row, "none", row.ask(), why, now);
    } else {
      InquiryWrites.giveUp(handle, row, words(row.words() + " has no answer that counts", why), now);
    }
  }

  /** Claims that no statement confirmed in time. */
  void endStatements(Handle handle, Instant now) {
    InquiryRow.lockStatements(handle, SLICE, now).forEach(row -> {
      if (row.paid()) {
        InquiryWrites.end(handle, List.of(row.id()), "paid", null, now);
      } else {
        InquiryWrites.giveUp(handle, row, row.words() + " is not confirmed, no statement holds it", now);
      }
    });
  }

  /** By the schedule; an order is asked about at its end at the latest. */
  private void later(Handle handle, InquiryRow row, String answer, String ask, String note, Instant now) {
    Instant due = now.plus(settings.wait(row.order() ? row.attempts() : row.attempts() - 1));
    boolean beyond = row.order() && now.isBefore(row.endsAt()) && due.isAfter(row.endsAt());
    InquiryWrites.later(handle, row, answer, ask, note, now, beyond ? row.endsAt() : due);
  }

  private static byte[] query(InquiryRow row) {
    ObjectNode json = Json.object().put("orderId", row.disputed() ? null : row.orderId())
        .put("transactionId", row.transactionId()).put("amount", row.amount()).put("currency", row.currency())
        .put("meter", row.disputed() ? null : row.meter());
    return withClient(json, row);
  }

  private static byte[] close(InquiryRow row) {
    return withClient(Json.object().put("orderId", row.orderId()), row);
  }

  private static byte[] withClient(ObjectNode json, InquiryRow row) {
    String client = row.clientJson();
    json.set("client", client == null ? null : Json.object(client));
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String words(String what, String reason) {
    return reason == null ? what : what + ": " + reason;
  }
}
