package io.paywatt.ledger.payment;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.user.Scope;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Orders a resident opens with a provider. The row is written before the provider is called, so a payment always finds
 * its order.
 */
public final class Topups {
  /** Longer than any call to a provider may take: an order still opening after that was left by a crash. */
  private static final Duration CLAIM = Duration.ofSeconds(60);
  /** WeChat Pay takes 127 characters (facts/payments.md 1.3). */
  private static final int MOST_DESCRIPTION = 127;
  private static final int MOST_FAILURE = 500;

  private final Store store;
  private final TopupSettings settings;
  private final OrderWatch watch;

  /** Orders that nobody watches. */
  public Topups(Store store, TopupSettings settings) {
    this(store, settings, (handle, order, now) -> { });
  }

  /** @param watch is told of every new order */
  public Topups(Store store, TopupSettings settings, OrderWatch watch) {
    this.store = store;
    this.settings = settings;
    this.watch = watch;
  }

  /**
   * Opens an order, or finds the one opened under the same key. An order left half open, by a crash or because the
   * provider failed, is opened again under its number.
   *
   * @param idempotencyKey 1 to 190 printable characters, chosen by the caller
   * @param requestJson    {@code {"meter"|"account"|"room"(+"site"),"amount","currency","provider"?,
   *     "method"?,"payer"?}}
   * @throws Rejected 400 no usable key or no JSON, 404 unknown meter, account or room, 409 same key with other content or
   *     still being opened, 422 a field is wrong
   */
  public TopupStart begin(String idempotencyKey, byte[] requestJson) {
    return begin(idempotencyKey, requestJson, Scope.EVERY);
  }

  /** The same for somebody who orders for their sites alone; of others nothing is known to them. */
  public TopupStart begin(String idempotencyKey, byte[] requestJson, Scope scope) {
    String key = TopupRequest.key(idempotencyKey);
    TopupRequest request = TopupRequest.read(requestJson, settings);
    try {
      return store.inTransaction(handle -> open(handle, key, request, scope));
    } catch (UnableToExecuteStatementException e) {
      if (!Store.isDuplicateKey(e)) {
        throw e;
      }
      // the same key came twice at once: the other one is in the database now
      return store.inTransaction(handle -> open(handle, key, request, scope));
    }
  }

  private TopupStart open(Handle handle, String key, TopupRequest request, Scope scope) {
    Instant now = store.now();
    Optional<TopupRow> known = TopupRow.lockByKey(handle, key);
    if (known.isPresent()) {
      return openAgain(handle, known.get(), request, now);
    }
    TopupTarget target = TopupTarget.find(handle, request, settings.currency(), scope);
    String id = TopupRow.add(handle, key, request, target, now);
    watch.opened(handle, new OrderWatch.Order(id, request.provider(), target.meter(), request.amount(),
        target.currency()), now);
    return start(TopupRow.find(handle, id).orElseThrow(), request);
  }

  private TopupStart openAgain(Handle handle, TopupRow topup, TopupRequest request, Instant now) {
    if (!topup.requestSha256().equals(request.sha256())) {
      throw new Rejected(409, "Idempotency-Key was used for order " + topup.id() + " with other content; allowed is the"
          + " same content, or a new key");
    }
    if (topup.response() != null) {
      return start(topup, request);
    }
    if (topup.state().equals("paid") || topup.state().equals("closed")) {
      throw new Rejected(409, "order " + topup.id() + " is " + topup.state() + "; use a new Idempotency-Key");
    }
    if (topup.claimedAt() != null && topup.claimedAt().plus(CLAIM).isAfter(now)) {
      throw new Rejected(409, "order " + topup.id() + " is still being opened; ask again in a few seconds");
    }
    handle.createUpdate("UPDATE topup SET state = 'opening', claimed_at = :now, failure = NULL WHERE id = :id")
        .bind("now", Store.utc(now)).bind("id", topup.id()).execute();
    return start(topup, request);
  }

  private TopupStart start(TopupRow topup, TopupRequest request) {
    String description = settings.description().replace("{room}", topup.room()).replace("{site}", topup.site())
        .replace("{meter}", topup.meter());
    return new TopupStart(topup.id(), topup.provider(), topup.account(), topup.meter(), topup.amount(), topup.currency(),
        description.length() <= MOST_DESCRIPTION ? description : description.substring(0, MOST_DESCRIPTION),
        request.payerJson(), request.method(), topup.response() == null, topup.response());
  }

  /**
   * The provider has opened the order.
   *
   * @param clientJson what the payer's client needs, a JSON object
   * @return the answer for the caller, JSON
   * @throws Rejected 404 when there is no such order
   */
  public String finish(String id, String clientJson) {
    return store.inTransaction(handle -> {
      TopupRow topup = known(handle, id);
      String response = response(topup, clientJson);
      // the payment may have come before this answer: paid stays paid, and what is over stays over
      handle.createUpdate("UPDATE topup SET response = :response, claimed_at = NULL, failure = NULL,"
              + " state = CASE WHEN state IN ('paid', 'closed') THEN state ELSE 'ordered' END WHERE id = :id")
          .bind("response", response).bind("id", id).execute();
      return response;
    });
  }

  private static String response(TopupRow topup, String clientJson) {
    JsonNode client;
    try {
      client = StrictJson.MAPPER.readTree(clientJson);
    } catch (IOException e) {
      throw new IllegalArgumentException("The provider's answer for order " + topup.id() + " is no JSON", e);
    }
    return StrictJson.MAPPER.createObjectNode().put("id", topup.id()).put("provider", topup.provider())
        .put("state", "ordered").put("meter", topup.meter()).put("account", topup.account())
        .put("amount", topup.amount()).put("currency", topup.currency())
        .<ObjectNode>set("client", client)
        .put("createdAt", topup.createdAt().toString()).toString();
  }

  /** The provider did not open it; the same key may try again at once under the same order number. */
  public void fail(String id, String reason) {
    String text = reason == null || reason.isBlank() ? "no reason given" : reason;
    store.inTransaction(handle -> handle.createUpdate("UPDATE topup SET state = 'failed', claimed_at = NULL,"
            + " failure = :reason WHERE id = :id AND state = 'opening'")
        .bind("reason", text.substring(0, Math.min(text.length(), MOST_FAILURE))).bind("id", id).execute());
  }

  /** How far the order has come. @throws Rejected 404 when there is no such order */
  public TopupTimeline timeline(String id) {
    return store.read(handle -> TimelineQuery.of(handle, known(handle, id)));
  }

  private static TopupRow known(Handle handle, String id) {
    return TopupRow.find(handle, id)
        .orElseThrow(() -> new Rejected(404, "order " + StrictJson.shown(String.valueOf(id)) + " is not known"));
  }
}
