package io.paywatt.ledger.sms;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.failed.FailedMessage;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The one door for texts. A text is stored, decided and answered in one transaction, once: the answer is an outbox row
 * under the message's key. What needs a provider (a claim, an order) is an act that a route fetches afterwards.
 */
public final class SmsDesk {
  private final Store store;
  private final SmsSettings settings;
  private final SmsLimits limits;
  private final SmsDecider decider;

  public SmsDesk(Store store, SmsSettings settings, SmsPatterns patterns) {
    this.store = store;
    this.settings = settings;
    this.limits = new SmsLimits(settings.senderPerMinute(), settings.totalPerMinute());
    this.decider = new SmsDecider(settings, patterns);
  }

  /**
   * Accepts a message of any door. One that was parked is decided anew, so that the desk can replay it.
   *
   * @param json the normalised message, see {@link InboundSms#parse}
   * @throws Rejected    422 when it is none
   * @throws Unavailable when the database does not answer, or too many texts come at once: the door asks for it again
   */
  public SmsResult accept(byte[] json) {
    InboundSms sms = InboundSms.parse(json);
    switch (limits.take(sms.from(), store.now())) {
      case ALL_OVER -> throw new Unavailable("More than " + settings.totalPerMinute() + " texts a minute", null);
      case SENDER_OVER -> {
        return new SmsResult("limited", "more than " + settings.senderPerMinute() + " texts a minute");
      }
      default -> { }
    }
    try {
      return store.inTransaction(handle -> whole(handle, sms));
    } catch (UnableToExecuteStatementException e) {
      if (!Store.isDuplicateKey(e)) {
        throw e;
      }
      // the same message came twice at once: the other one is in the database now
      return store.inTransaction(handle -> whole(handle, sms));
    }
  }

  private SmsResult whole(Handle handle, InboundSms sms) {
    if (sms.part() == null) {
      return accept(handle, sms);
    }
    return SmsParts.join(handle, sms).map(whole -> accept(handle, whole))
        .orElseGet(() -> new SmsResult("waiting", "part " + sms.part().seq() + " of " + sms.part().total()));
  }

  private SmsResult accept(Handle handle, InboundSms sms) {
    Instant now = store.now();
    Optional<SmsRows.Known> known = SmsRows.lock(handle, sms);
    if (known.isPresent() && !known.get().outcome().equals("parked")) {
      return new SmsResult("duplicate", "was " + known.get().outcome());
    }
    Sender sender = decider.sender(handle, sms);
    Decision decision = decider.decide(handle, sms, sender, now);
    if (known.isEmpty()) {
      SmsRows.add(handle, sms, sender, decision, now);
      if (decision.isParked()) {
        park(handle, sms, decision.detail(), now);
      }
    } else if (decision.isParked()) {
      return new SmsResult("duplicate", "parked: " + decision.detail());
    } else {
      SmsRows.decidedAgain(handle, known.get().id(), decision, now);
    }
    SmsAnswers.add(handle, sms, sender.phone(), decision.answers(), now);
    return new SmsResult(decision.outcome(), decision.detail());
  }

  /** Takes what is to be done for texts; not reported on within 60 s, it is handed out again. */
  public List<SmsAct> claimActs(int max) {
    return store.inTransaction(handle -> SmsActs.claim(handle, max, store.now()));
  }

  /** The claim is noted, or the order is open. @param orderId to be told to the sender, or null for a claim */
  public void acted(long id, String orderId) {
    store.inTransaction(handle -> {
      SmsActs.done(handle, id, orderId, store.now());
      return null;
    });
  }

  /** It was not done: again later, with a provider that refuses or after 8 tries no more. */
  public void notActed(long id, Throwable why) {
    store.inTransaction(handle -> {
      SmsActs.failed(handle, id, why, store.now());
      return null;
    });
  }

  /** Forgets parts whose others have not come within 10 minutes. @return how many */
  public int expireParts() {
    return store.inTransaction(handle -> SmsParts.expire(handle, store.now()));
  }

  static void park(Handle handle, InboundSms sms, String why, Instant now) {
    FailedDesk.add(handle, new FailedMessage("sms-accept", null, null, "sms-accept", "application/json", Map.of(),
        sms.toJson(), new Rejected(422, why)), now);
  }
}
