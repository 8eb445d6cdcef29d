package io.paywatt.console.tokens;

import java.util.Set;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Body;
import io.paywatt.console.http.Fields;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.sts.TokenDesk;
import io.paywatt.ledger.sts.TokenKind;

/** The token of a payment, sent once more, and management tokens for staff. */
public final class TokenEndpoints {
  private final TokenDesk tokens;

  public TokenEndpoints(TokenDesk tokens) {
    this.tokens = tokens;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/payments/{id}/token").get(this::ofPayment);
    api.path("/api/v1/payments/{id}/token/resend").post(Body.JSON, this::resend);
    api.path("/api/v1/meters/{serial}/tokens").get(this::list, "limit").post(Body.JSON, this::request);
  }

  private Reply ofPayment(Request request) {
    return Reply.json(tokens.ofPayment(Long.toString(request.pathNumber("id"))));
  }

  private Reply resend(Request request) {
    new Fields(request.json(), Set.of()).check();
    return Reply.json(202, tokens.resend(Long.toString(request.pathNumber("id")), request.actor()));
  }

  private Reply list(Request request) {
    return Reply.json(new Page<>(tokens.list(request.path("serial"), request.query().number("limit", 50, 1, 500)), null));
  }

  private Reply request(Request request) {
    var fields = new Fields(request.json(), Set.of("kind", "value"));
    String kind = fields.word("kind", TokenKind.management());
    Long value = fields.numberOrNull("value", 0, 0xFFFF);
    fields.check();
    return Reply.json(202, tokens.request(request.path("serial"), kind, value == null ? null : value.intValue(),
        request.actor()));
  }
}
