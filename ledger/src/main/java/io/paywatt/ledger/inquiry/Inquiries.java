package io.paywatt.ledger.inquiry;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.payment.OrderWatch;
import io.paywatt.ledger.payment.PaymentResult;
import io.paywatt.ledger.payment.StrictJson;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * No payment stays dark: an order without a notice is asked about until it is final, unsigned evidence until the
 * provider, or a statement, confirms it. Nothing is ever credited here: what is confirmed goes through the one door for
 * money, as a notice. Bean {@code inquiries} of the routes.
 */
public final class Inquiries implements OrderWatch {
  /** Longer than one question takes; a row whose node has died is due again after it. */
  private static final Duration LEASE = Duration.ofSeconds(30);
  /** Rows looked at for one that has to be asked: most orders are paid when their turn comes. */
  private static final int LOOK = 200;

  private final Store store;
  private final InquirySettings settings;
  private final ProviderOperations providers;
  private final Verdict verdict;

  public Inquiries(Store store, InquirySettings settings, ProviderOperations providers) {
    this.store = store;
    this.settings = settings;
    this.providers = providers;
    this.verdict = new Verdict(settings, providers);
  }

  /** Watches a new order, in the transaction that makes it. */
  @Override
  public void opened(Handle handle, Order order, Instant now) {
    Instant ends = now.plus(settings.orderExpiry());
    Instant first = providers.can(order.provider(), "query") ? now.plus(settings.wait(0)) : ends;
    InquiryWrites.addOrder(handle, order.id(), order.provider(), order.meter(), order.amount(), order.currency(), now,
        first.isBefore(ends) ? first : ends, ends);
  }

  /**
   * Keeps unsigned evidence of a payment, once for each provider and transaction (or order, or client), and has the
   * provider asked. The second claim of a transaction for another meter or order makes both disputed: then only what the
   * provider itself says about meter and order counts.
   *
   * @param json {@code {"provider","transactionId"|null,"orderId"|null,"meter"|null,"amount"|null,"currency"|null,
   *     "paidAt"|null,"source","client":{..}|null,"raw":base64|null}}
   * @throws Rejected 422 naming the field that is wrong
   */
  public ClaimResult claim(byte[] json) {
    Claim claim = Claim.parse(json);
    return store.inTransaction(handle -> {
      Instant now = store.now();
      boolean ask = providers.can(claim.provider(), "query");
      boolean added = InquiryWrites.addClaim(handle, claim, ask ? "open" : "statement", now,
          now.plus(ask ? settings.limit() : settings.statementLimit()));
      InquiryRow row = InquiryRow.lockClaim(handle, claim.provider(), claim.subject()).orElseThrow();
      if (added && row.paid()) {
        InquiryWrites.end(handle, List.of(row.id()), "paid", null, now);
      }
      if (!added) {
        Differences.dispute(handle, row, claim);
      }
      return new ClaimResult(row.id(), row.paid() ? "paid" : added ? "noted" : "known");
    });
  }

  /**
   * A provider's statement holds the payment that was claimed: it is sent through the door for money with the
   * statement's amount and time. For providers that can't be asked.
   *
   * @param amount minor units
   * @return whether there was such a claim, not yet credited
   */
  public boolean confirmed(String provider, String transactionId, long amount, String currency, Instant paidAt) {
    return store.inTransaction(handle -> {
      Optional<InquiryRow> claim = InquiryRow.lockClaim(handle, provider, "transaction:" + transactionId)
          .filter(row -> !row.paid() && !row.state().equals("paid"));
      Instant now = store.now();
      claim.ifPresent(row -> Differences.confirm(handle, row, new Money(amount, currency), paidAt, now,
          now.plus(settings.limit())));
      return claim.isPresent();
    });
  }

  /** A person sends it round again, from the desk. @param json with its number in {@code inquiry} @throws Rejected 404 */
  public void again(byte[] json) {
    long id = Json.object(new String(json, StandardCharsets.UTF_8)).path("inquiry").asLong();
    store.inTransaction(handle -> {
      InquiryRow row = InquiryRow.lock(handle, id)
          .orElseThrow(() -> new Rejected(404, "inquiry " + id + " is not known"));
      Instant now = store.now();
      boolean ask = row.order() || providers.can(row.provider(), "query");
      handle.createUpdate("UPDATE inquiry SET state = :state, ask = 'query', attempts = 0, due_at = :now, ends_at = :ends,"
              + " ended_at = NULL WHERE id = :id AND state = 'given-up'")
          .bind("state", ask ? "open" : "statement").bind("now", Store.utc(now)).bind("id", id)
          .bind("ends", Store.utc(row.order() ? now : now.plus(ask ? settings.limit() : settings.statementLimit())))
          .execute();
      return null;
    });
  }

  /** Takes what has to be asked now, for this node. What has become known meanwhile ends here, unasked. */
  public List<OutgoingInquiry> claimDue(int max) {
    return store.inTransaction(handle -> {
      Instant now = store.now();
      verdict.endStatements(handle, now);
      List<InquiryRow> due = InquiryRow.lockDue(handle, LOOK, now);
      List<Long> paid = due.stream().filter(InquiryRow::paid).map(InquiryRow::id).toList();
      if (!paid.isEmpty()) {
        InquiryWrites.end(handle, paid, "paid", null, now);
      }
      List<InquiryRow> open = due.stream().filter(row -> !row.paid()).limit(max).toList();
      if (open.isEmpty()) {
        return List.of();
      }
      InquiryWrites.lease(handle, open.stream().map(InquiryRow::id).toList(), now, now.plus(LEASE));
      List<OutgoingInquiry> out = new ArrayList<>();
      open.forEach(row -> verdict.next(handle, row, now).ifPresent(out::add));
      return out;
    });
  }

  /**
   * The provider answered a query.
   *
   * @return the payment notice for the door, or null: nothing is to be posted
   * @throws Rejected 422 when the answer is not what the contract says, or is about something else
   */
  public byte[] queried(long id, byte[] answer) {
    Answer said = Answer.ofQuery(answer);
    return store.inTransaction(handle -> InquiryRow.lock(handle, id)
        .map(row -> verdict.queried(handle, row, said, store.now())).orElse(null));
  }

  /** The provider answered that an order be closed. @throws Rejected 422 when the answer is not what the contract says */
  public void closed(long id, byte[] answer) {
    Answer said = Answer.ofClose(answer);
    store.inTransaction(handle -> {
      InquiryRow.lock(handle, id).ifPresent(row -> verdict.closed(handle, row, said, store.now()));
      return null;
    });
  }

  /** The door has taken the notice. */
  public void posted(long id, PaymentResult result) {
    String note = result instanceof PaymentResult.Parked parked ? "parked: " + parked.reason()
        : result instanceof PaymentResult.Conflict conflict ? "conflict: " + conflict.difference() : null;
    store.inTransaction(handle -> {
      InquiryWrites.end(handle, List.of(id), "paid", note, store.now());
      return null;
    });
  }

  /** There was no answer, or it could not be used or posted: later again, until a person has to look. */
  public void unanswered(long id, String why) {
    store.inTransaction(handle -> {
      InquiryRow.lock(handle, id).ifPresent(row -> verdict.unanswered(handle, row, why, store.now()));
      return null;
    });
  }
}
