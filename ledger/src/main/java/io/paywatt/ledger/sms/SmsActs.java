package io.paywatt.ledger.sms;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Json;
import org.jdbi.v3.core.Handle;

/** What a route does for a text behind the door, and how it ended. */
final class SmsActs {
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
  private static final int MOST_TRIES = 8;
  /** An order that a crash left half open is refused so for a minute. */
  private static final int STILL_BUSY = 409;

  private SmsActs() {}

  static List<SmsAct> claim(Handle handle, int max, Instant now) {
    return SmsRows.claimActs(handle, max, now, now.plus(LEASE));
  }

  static void done(Handle handle, long id, String orderId, Instant now) {
    if (SmsRows.attempts(handle, id).isEmpty()) {
      return;
    }
    if (orderId == null) {
      SmsRows.actDue(handle, id, null, "claimed", "claim");
      return;
    }
    SmsRows.actDue(handle, id, null, "answered", "order " + orderId);
    tell(handle, id, "sms-topup-opened", orderId, now);
  }

  static void failed(Handle handle, long id, Throwable why, Instant now) {
    Optional<Integer> attempts = SmsRows.attempts(handle, id);
    if (attempts.isEmpty()) {
      return;
    }
    boolean topup = SmsRows.act(handle, id).act().equals("topup");
    String reason = String.valueOf(why == null ? null : why.getMessage());
    boolean refused = why instanceof Rejected rejected && rejected.status() != STILL_BUSY;
    boolean over = refused || attempts.get() >= MOST_TRIES;
    if (!over) {
      Instant again = now.plus(FIRST_WAIT.multipliedBy(1L << Math.min(attempts.get(), MOST_TRIES) - 1));
      SmsRows.actDue(handle, id, again, topup ? "ordering" : "claimed", reason);
    } else if (topup) {
      SmsRows.actDue(handle, id, null, "answered", reason);
      tell(handle, id, "sms-topup-refused", null, now);
    } else {
      SmsRows.actDue(handle, id, null, "parked", reason);
      SmsDesk.park(handle, SmsRows.find(handle, id).orElseThrow(), reason, now);
    }
  }

  private static void tell(Handle handle, long id, String kind, String orderId, Instant now) {
    InboundSms sms = SmsRows.find(handle, id).orElseThrow();
    ObjectNode order = Json.object(SmsRows.act(handle, id).body());
    String currency = order.path("currency").asText();
    ObjectNode params = Json.object().put("serial", order.path("meter").asText()).put("order", orderId)
        .put("sum", BigDecimal.valueOf(order.path("amount").longValue(),
            Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits())).toPlainString());
    String locale = SmsCommand.localeOf(SmsText.even(sms.text()));
    SmsAnswers.add(handle, sms, sms.from(), List.of(new Decision.Answer(kind, locale, null, null, params)), now);
  }
}
