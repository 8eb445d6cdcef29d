package io.paywatt.console.credit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Body;
import io.paywatt.console.http.Fields;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.credit.CreditBoard;
import io.paywatt.ledger.credit.ProtectedDays;
import io.paywatt.ledger.credit.TermsChange;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.user.Subject;
import io.paywatt.ledger.vend.Receipt;
import io.paywatt.ledger.vend.ReceiptText;

/** Where an account stands and why it is not cut; terms, holds, protected days, debts; what payments bought. */
public final class CreditEndpoints {
  private static final String KEY = "Idempotency-Key";
  private static final Set<String> TERMS =
      Set.of("emergency", "emergencyWh", "recovery", "protectedHours", "weekends", "graceDays");
  private static final long MOST = 1_000_000_000L;
  private static final int LONGEST_WORD = 32;
  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_REASON = 500;
  private static final int MOST_LISTED = 500;

  private final CreditServices credit;
  private final Clock clock;

  public CreditEndpoints(CreditServices credit, Clock clock) {
    this.credit = credit;
    this.clock = clock;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/accounts/{id}/credit").get(request -> Reply.json(credit.board().view(request.path("id"))))
        .post(Body.JSON, this::setAccount);
    api.path("/api/v1/accounts/{id}/hold").post(Body.JSON, this::hold);
    api.path("/api/v1/accounts/{id}/debts").get(this::debts).post(Body.JSON, this::debt);
    api.path("/api/v1/sites/{site}/credit").get(request -> Reply.json(credit.board().site(request.path("site"))))
        .post(Body.JSON, this::setSite);
    api.path("/api/v1/payments/{id}/receipt").get(this::receipt, "format", "language");
    api.path("/api/v1/protected-days").get(this::days, "from").post(Body.JSON, this::setDay);
  }

  private Reply setAccount(Request request) {
    return Reply.json(credit.board().setAccount(request.path("id"), edit(request), request.actor()));
  }

  private Reply setSite(Request request) {
    return Reply.json(credit.board().setSite(request.path("site"), edit(request), request.actor()));
  }

  /** A field that is missing stays as it is, null takes it back. */
  private static CreditBoard.Edit edit(Request request) {
    var fields = new Fields(request.json(), TERMS);
    Long emergency = fields.numberOrNull("emergency", 0, MOST);
    Long emergencyWh = fields.numberOrNull("emergencyWh", 0, MOST);
    String recovery = fields.textOrNull("recovery", LONGEST_WORD);
    String hours = fields.textOrNull("protectedHours", LONGEST_WORD);
    Boolean weekends = fields.flagOrNull("weekends");
    Long grace = fields.numberOrNull("graceDays", 0, MOST);
    fields.check();
    return before -> new TermsChange(fields.has("emergency") ? emergency : before.emergency(),
        fields.has("emergencyWh") ? emergencyWh : before.emergencyWh(),
        fields.has("recovery") ? recovery : before.recovery(),
        fields.has("protectedHours") ? hours : before.protectedHours(),
        fields.has("weekends") ? weekends : before.weekends(),
        fields.has("graceDays") ? grace == null ? null : (Integer) grace.intValue() : before.graceDays());
  }

  private Reply hold(Request request) {
    var fields = new Fields(request.json(), Set.of("reason", "until", "release"));
    boolean release = fields.flag("release");
    String reason = release ? fields.textOrNull("reason", LONGEST_REASON) : fields.text("reason", LONGEST_REASON);
    Instant until = fields.instantOrNull("until");
    fields.check();
    return Reply.json(release ? credit.board().release(request.path("id"), request.actor())
        : credit.board().hold(request.path("id"), reason, until, request.actor()));
  }

  private Reply debts(Request request) {
    String account = credit.board().view(request.path("id")).account();
    return Reply.json(new Page<>(credit.debts().changes(account, MOST_LISTED), null));
  }

  private Reply debt(Request request) {
    var fields = new Fields(request.json(), Set.of("amount", "reason", "remit"));
    Long amount = fields.amountOrNull("amount");
    String reason = fields.text("reason", LONGEST_REASON);
    boolean remit = fields.flag("remit");
    fields.check();
    long minor = amount == null ? 0 : amount;
    var changed = credit.debts().change(request.path("id"), request.header(KEY), remit ? -minor : minor, reason,
        request.actor());
    return Reply.json(changed.fresh() ? 201 : 200, changed.it());
  }

  private Reply receipt(Request request) {
    var query = request.query();
    String format = query.word("format", request.prefers("text/plain") ? "text" : "json", List.of("json", "text"));
    String language = query.word("language", "zh", List.of("zh", "en"));
    Receipt receipt = credit.receipts().get(request.pathNumber("id"));
    return (format.equals("json") ? Reply.json(receipt) : Reply.text(ReceiptText.of(receipt, language.equals("zh"))))
        .with("Vary", "Accept");
  }

  private Reply days(Request request) {
    return Reply.json(new Page<>(credit.days().from(request.query().day("from", LocalDate.now(clock)), request.scope()), null));
  }

  private Reply setDay(Request request) {
    var fields = new Fields(request.json(), Set.of("day", "kind", "name", "site"));
    LocalDate day = fields.day("day");
    String kind = fields.wordOrNull("kind", ProtectedDays.KINDS);
    String name = kind == null ? fields.textOrNull("name", LONGEST_NAME) : fields.text("name", LONGEST_NAME);
    String site = fields.textOrNull("site", LONGEST_NAME);
    fields.check();
    request.within(Subject.SITE_NAME, site);
    credit.days().set(day, kind, name, site, request.actor());
    return Reply.json(new Page<>(credit.days().from(day, request.scope()), null));
  }
}
