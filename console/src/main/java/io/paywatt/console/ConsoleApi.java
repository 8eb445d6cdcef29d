package io.paywatt.console;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import io.paywatt.console.accounts.AccountEndpoints;
import io.paywatt.console.anomalies.AnomalyEndpoints;
import io.paywatt.console.approvals.ApprovalEndpoints;
import io.paywatt.console.audit.AuditEndpoints;
import io.paywatt.console.books.BooksEndpoints;
import io.paywatt.console.contacts.ContactEndpoints;
import io.paywatt.console.credit.CreditEndpoints;
import io.paywatt.console.failed.FailedEndpoints;
import io.paywatt.console.failed.ReplayEndpoints;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.BearerAuth;
import io.paywatt.console.http.Guard;
import io.paywatt.console.http.Opening;
import io.paywatt.console.imports.ImportEndpoints;
import io.paywatt.console.login.Gate;
import io.paywatt.console.login.IssuedTokens;
import io.paywatt.console.login.LoginEndpoints;
import io.paywatt.console.login.Sessions;
import io.paywatt.console.meters.MeterEndpoints;
import io.paywatt.console.meters.ReadingEndpoints;
import io.paywatt.console.meters.UsageEndpoints;
import io.paywatt.console.money.MoneyEndpoints;
import io.paywatt.console.money.SuspenseEndpoints;
import io.paywatt.console.notices.NoticeEndpoints;
import io.paywatt.console.openapi.OpenApiEndpoint;
import io.paywatt.console.overview.OverviewEndpoints;
import io.paywatt.console.pages.Pages;
import io.paywatt.console.payments.PaymentEndpoints;
import io.paywatt.console.routes.RouteEndpoints;
import io.paywatt.console.settlements.SettlementEndpoints;
import io.paywatt.console.tokens.TokenEndpoints;
import io.paywatt.console.topups.TopupEndpoints;
import io.paywatt.console.users.UserEndpoints;
import io.vertx.core.Vertx;

/** The HTTP API under /api and the page under /console/ (design.md section 5). */
public final class ConsoleApi {
  /** Requests worked on at a time; as many database connections at most. */
  private static final int WORKERS = 8;
  /** After this long a warning about a slow request is logged. */
  private static final int SLOW_SECONDS = 120;

  private ConsoleApi() {}

  /**
   * Puts the API and the page on a router, and opens it when all of them are there. The API comes before whatever else is or
   * will be on it. POST /api/v1/topups is let through, with its caller checked and its body unread, to the handler of another;
   * every other path under /api is answered here.
   *
   * @param opening  the router, closed so far
   * @param access   who comes in, and who may do what
   * @param clock    for intervals that end now; its zone says when a day begins
   * @return what is offered
   */
  public static Api mount(Opening opening, Vertx vertx, ApiServices services, AccessServices access, Clock clock) {
    var router = opening.router();
    var workers = vertx.createSharedWorkerExecutor("paywatt-api", WORKERS, SLOW_SECONDS, TimeUnit.SECONDS);
    var description = new OpenApiEndpoint();
    var token = new BearerAuth(access.settings().apiToken());
    var sessions = new Sessions(vertx, access.settings(), access.logins(), clock);
    var issued = access.settings().issuer() == null ? null
        : new IssuedTokens(vertx, access.settings().issuer(), access.users());
    var passwords = access.passwords();
    var api = new Api(router, vertx, new Gate(token, issued, sessions, workers).steps(),
        new Guard(description.rules(), access.boundary()), workers);
    description.mount(api);
    new LoginEndpoints(access.logins(), access.users(), passwords, token, issued, sessions).mount(api);
    new UserEndpoints(access.users(), passwords).mount(api);
    new AuditEndpoints(access.audit(), access.chain(), clock).mount(api);
    new AccountEndpoints(services.accounts(), services.statement(), services.pictures().balances(), services.tariffs(),
        access.reveals(), clock).mount(api);
    new ContactEndpoints(services.contacts()).mount(api);
    new CreditEndpoints(services.credit(), clock).mount(api);
    new MeterEndpoints(services.meters(), services.commands(), services.meterChanges(), services.shadows(), clock)
        .mount(api);
    new ReadingEndpoints(services.pictures().meters(), services.pictures().readings(), clock).mount(api);
    new UsageEndpoints(services.usage(), clock).mount(api);
    new AnomalyEndpoints(services.anomalies()).mount(api);
    new NoticeEndpoints(services.notices(), services.noticeChoices()).mount(api);
    new TopupEndpoints(services.topups()).mount(api);
    new PaymentEndpoints(services.payments()).mount(api);
    new TokenEndpoints(services.tokens()).mount(api);
    new ReplayEndpoints(services.desk()).mount(api);
    new FailedEndpoints(services.desk(), access.reveals()).mount(api);
    new ApprovalEndpoints(services.desk().approvals()).mount(api);
    new ImportEndpoints(services.imports()).mount(api);
    new SuspenseEndpoints(services.money()).mount(api);
    new MoneyEndpoints(services.money()).mount(api);
    new BooksEndpoints(services.books()).mount(api);
    new OverviewEndpoints(services.pictures().overview()).mount(api);
    new RouteEndpoints(services.routes()).mount(api);
    new SettlementEndpoints(services.settlements(), clock).mount(api);
    api.close();
    Pages.mount(router);
    api.problemsElsewhere();
    opening.open();
    return api;
  }
}
