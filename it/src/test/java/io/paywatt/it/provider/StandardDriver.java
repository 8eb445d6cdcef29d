package io.paywatt.it.provider;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.standard.StandardSender;

/** A provider that signs by Standard Webhooks and has no calls of its own. */
final class StandardDriver implements ProviderDriver {
  private static final String NO_CALLS = "nothing is asked of a provider of this kind";
  private final String secret = StandardSender.newSecret();
  private final StandardSender stranger = new StandardSender("http://127.0.0.1:1", StandardSender.newSecret());
  private StandardSender sender;

  @Override
  public String provider() {
    return "standard";
  }

  @Override
  public Map<String, String> settings(String hub) {
    sender = new StandardSender(hub + "/webhooks/standard", secret);
    return Map.of("PAYWATT_STANDARD_SECRET", secret);
  }

  @Override
  public Map<Case, String> inexpressible() {
    return Map.of(Case.WRONG_MERCHANT, "a notice names no merchant, the secret is the merchant",
        Case.REFUND_FIRST, "only payments are told", Case.DOWN_ERRORS, NO_CALLS, Case.DOWN_SILENT, NO_CALLS);
  }

  @Override
  public List<Told> send(Case kind, Purchase purchase) throws Exception {
    ObjectNode paid = payment(purchase);
    byte[] body = StandardSender.body(paid);
    Instant now = Instant.now();
    String id = "msg_" + purchase.order();
    Map<String, String> genuine = sender.signed(id, now, body);
    return switch (kind) {
      case FORGED -> List.of(sent(body, stranger.signed(id, now, body)));
      case STALE -> List.of(sent(body, sender.signed(id, now.minusSeconds(301), body)));
      case REPLAYED -> List.of(sent(body, genuine), sent(body, genuine));
      case DOUBLED -> List.of(sent(body, genuine), sent(body, sender.signed("msg_other", now, body)));
      case WRONG_AMOUNT -> List.of(Told.of(sender.post(paid.put("amount", purchase.amount() + 1))));
      case WRONG_CURRENCY -> List.of(Told.of(sender.post(paid.put("currency", "USD"))));
      case CONFLICT -> List.of(sent(body, genuine), Told.of(sender.post(paid.put("amount", purchase.amount() - 1))));
      default -> List.of(sent(body, genuine));
    };
  }

  @Override
  public Told expected(Case kind) {
    return new Told(switch (kind) {
      case FORGED, STALE -> 401;
      case WRONG_AMOUNT, WRONG_CURRENCY -> 202;
      case CONFLICT -> 409;
      default -> 204;
    }, "");
  }

  @Override
  public void down(Case kind) {
    throw new UnsupportedOperationException(NO_CALLS);
  }

  @Override
  public void close() {}

  private Told sent(byte[] body, Map<String, String> headers) throws IOException {
    return Told.of(sender.send(body, headers));
  }

  private static ObjectNode payment(Purchase purchase) {
    ObjectNode data = StandardSender.payment("T" + purchase.order(), purchase.meter(), purchase.amount(),
        purchase.currency(), Instant.now());
    return data.put("orderId", purchase.order());
  }
}
