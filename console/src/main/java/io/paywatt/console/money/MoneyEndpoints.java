package io.paywatt.console.money;

import java.util.Set;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Body;
import io.paywatt.console.http.Fields;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.refund.RefundRequest;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.user.Subject;

/** Moves a payment to where it belongs, or gives it back. */
public final class MoneyEndpoints {
  private static final String KEY = "Idempotency-Key";
  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_REFUND_REASON = 80;
  private static final int LONGEST_REFERENCE = 128;
  private final MoneyServices money;

  public MoneyEndpoints(MoneyServices money) {
    this.money = money;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/payments/{id}/reallocations").get(this::moves).post(Body.JSON, this::move);
    api.path("/api/v1/payments/{id}/refunds").get(this::refunds).post(Body.JSON, this::refund);
    api.path("/api/v1/payments/{id}/refunds/{refundId}").get(this::one);
    api.path("/api/v1/payments/{id}/refunds/{refundId}/done").post(Body.JSON, this::done);
    api.path("/api/v1/payments/{id}/refunds/{refundId}/refused").post(Body.JSON, this::refused);
    api.path("/api/v1/payments/{id}/refunds/{refundId}/retry").post(Body.JSON, this::retry);
  }

  private Reply moves(Request request) {
    return Reply.json(new Page<>(money.reallocations().of(request.pathNumber("id")), null));
  }

  private Reply move(Request request) {
    var fields = new Fields(request.json(), Set.of("account", "meter", "reason"));
    String account = fields.textOrNull("account", LONGEST_NAME);
    String meter = fields.textOrNull("meter", LONGEST_NAME);
    String reason = fields.text("reason", LONGEST_REASON);
    fields.check();
    if (account != null || meter != null) {
      request.within(account != null ? Subject.ACCOUNT : Subject.METER, account != null ? account : meter);
    }
    var moved = money.reallocations().move(request.pathNumber("id"), request.header(KEY), account, meter, reason,
        request.actor());
    return Reply.json(moved.fresh() ? 201 : 200, moved.it());
  }

  private Reply refunds(Request request) {
    return Reply.json(new Page<>(money.refunds().of(request.pathNumber("id")), null));
  }

  private Reply refund(Request request) {
    var fields = new Fields(request.json(), Set.of("amount", "reason", "allowDebt", "byHand"));
    Long amount = fields.amountOrNull("amount");
    String reason = fields.text("reason", LONGEST_REFUND_REASON);
    boolean allowDebt = fields.flag("allowDebt");
    boolean byHand = fields.flag("byHand");
    fields.check();
    var asked = money.refunds().request(request.pathNumber("id"), request.header(KEY),
        new RefundRequest(amount, reason, allowDebt, byHand), request.actor());
    return Reply.json(asked.fresh() ? 201 : 200, asked.it());
  }

  private Reply one(Request request) {
    return Reply.json(money.refunds().get(request.pathNumber("id"), request.path("refundId")));
  }

  private Reply done(Request request) {
    var fields = new Fields(request.json(), Set.of("reference"));
    String reference = fields.text("reference", LONGEST_REFERENCE);
    fields.check();
    return Reply.json(money.refunds().done(request.pathNumber("id"), request.path("refundId"), reference,
        request.actor()));
  }

  private Reply refused(Request request) {
    var fields = new Fields(request.json(), Set.of("reason"));
    String reason = fields.text("reason", LONGEST_REASON);
    fields.check();
    return Reply.json(money.refunds().refuse(request.pathNumber("id"), request.path("refundId"), reason,
        request.actor()));
  }

  private Reply retry(Request request) {
    new Fields(request.json(), Set.of()).check();
    return Reply.json(money.refunds().retry(request.pathNumber("id"), request.path("refundId"), request.actor()));
  }
}
