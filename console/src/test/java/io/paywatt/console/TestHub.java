package io.paywatt.console;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import io.paywatt.console.credit.CreditServices;
import io.paywatt.console.failed.DeskServices;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Opening;
import io.paywatt.console.login.IssuerSettings;
import io.paywatt.console.login.LoginSettings;
import io.paywatt.console.login.Passwords;
import io.paywatt.console.meters.UsageServices;
import io.paywatt.console.money.MoneyServices;
import io.paywatt.console.overview.PictureServices;
import io.paywatt.ledger.account.AccountImport;
import io.paywatt.ledger.account.Accounts;
import io.paywatt.ledger.account.BalanceCurve;
import io.paywatt.ledger.account.Statement;
import io.paywatt.ledger.overview.Overview;
import io.paywatt.ledger.anomaly.Anomalies;
import io.paywatt.ledger.approval.Approvals;
import io.paywatt.ledger.audit.AuditChain;
import io.paywatt.ledger.audit.AuditReads;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.credit.CreditBoard;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.credit.ProtectedDays;
import io.paywatt.ledger.debt.DebtDesk;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.journal.BooksCheck;
import io.paywatt.ledger.notice.NoticeChoices;
import io.paywatt.ledger.notice.NoticeDesk;
import io.paywatt.ledger.notice.NoticeRules;
import io.paywatt.ledger.notice.NoticeSettings;
import io.paywatt.ledger.notice.Texts;
import io.paywatt.ledger.payment.IntakeSettings;
import io.paywatt.ledger.payment.PaymentIntake;
import io.paywatt.ledger.payment.TopupSettings;
import io.paywatt.ledger.payment.Topups;
import io.paywatt.ledger.refund.Refunds;
import io.paywatt.ledger.replay.Edits;
import io.paywatt.ledger.replay.ReplayRuns;
import io.paywatt.ledger.settlement.SettlementReports;
import io.paywatt.ledger.shadow.Shadows;
import io.paywatt.ledger.store.Migrations;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.sts.TokenDesk;
import io.paywatt.ledger.suspense.Reallocations;
import io.paywatt.ledger.suspense.Suspense;
import io.paywatt.ledger.tariff.TariffBook;
import io.paywatt.ledger.tariff.Utility;
import io.paywatt.ledger.usage.MeterList;
import io.paywatt.ledger.usage.Meters;
import io.paywatt.ledger.usage.Peers;
import io.paywatt.ledger.usage.ReadingCurve;
import io.paywatt.ledger.usage.SiteUsage;
import io.paywatt.ledger.usage.Usage;
import io.paywatt.ledger.user.Boundary;
import io.paywatt.ledger.user.Logins;
import io.paywatt.ledger.user.Reveals;
import io.paywatt.ledger.user.Users;
import io.paywatt.ledger.vend.Receipts;
import io.paywatt.testkit.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;

/** A real server with the API on the real database, without the rest of the hub. */
final class TestHub implements AutoCloseable {
  static final String TOKEN = "test-token-of-the-api";

  private static final CreditDesk CREDIT = new CreditDesk(
      new CreditRules(List.of(1000L), 0, Duration.ofHours(24), null, null, ZoneId.of("Asia/Shanghai")));
  private final Vertx vertx = Vertx.vertx();
  final Store store;
  final Api api;
  final TestClient client;

  private TestHub(DataSource dataSource, IssuerSettings issuer) {
    this.store = new Store(dataSource, Clock.systemUTC());
    var router = Router.router(vertx);
    router.route("/api/v1/stranger").handler(context -> context.end("a stranger's route"));
    this.api = ConsoleApi.mount(Opening.of(router), vertx, services(store), access(store, issuer),
        Clock.system(ZoneId.of("Asia/Shanghai")));
    router.route(HttpMethod.POST, "/api/v1/topups").handler(context ->
        context.request().bodyHandler(body -> context.response().setStatusCode(201).end("route got " + body)));
    var server = vertx.createHttpServer().requestHandler(router);
    int port = join(server.listen(0, "127.0.0.1")).actualPort();
    this.client = new TestClient(port);
  }

  /** On a fresh schema. */
  static TestHub onDatabase(String name) {
    return onDatabase(name, null);
  }

  /** The same, believing an issuer. */
  static TestHub onDatabase(String name, IssuerSettings issuer) {
    DataSource dataSource = TestServers.database(name).dataSource();
    Migrations.migrate(dataSource);
    return new TestHub(dataSource, issuer);
  }

  /** On whatever the data source gives. */
  static TestHub on(DataSource dataSource) {
    return new TestHub(dataSource, null);
  }

  private static final CreditRules RULES = new CreditRules(java.util.List.of(2000L), 0, Duration.ofHours(6), null, null,
      ZoneId.of("Asia/Shanghai"));

  private static final NoticeRules NOTICE_RULES = NoticeRules.load(Path.of("../config/notices.yaml"));

  private static ApiServices services(Store store) {
    TariffBook tariffs = TariffBook.check(Path.of("../config/tariffs"), ZoneId.of("Asia/Shanghai"));
    return new ApiServices(new Accounts(store), new Statement(store), tariffs,
        new AccountImport(store, utility -> Set.of(utility == Utility.WATER ? "water" : "flat"), () -> Set.of("native", "sts"),
            "CNY", RULES), new Meters(store),
        usage(store), new CommandDesk(store), new io.paywatt.ledger.meter.MeterChanges(store),
        new Topups(store, new TopupSettings("CNY", 1, 1_000_000, java.util.List.of("wechat", "standard"))), desk(store), new BooksCheck(store),
        new io.paywatt.ledger.timeline.Payments(store, io.paywatt.ledger.timeline.LateSettings.defaults()),
        new MoneyServices(new Suspense(store), new Reallocations(store, CREDIT),
            new Refunds(store, CREDIT, (provider, operation) -> provider.equals("wechat"))),
        new SettlementReports(store), new CreditServices(new CreditBoard(store, CREDIT), new ProtectedDays(store),
            new DebtDesk(store, RULES), new Receipts(store)),
        new TokenDesk(store, new CommandDesk(store), tariffs), new Shadows(store), new Anomalies(store),
        new PictureServices(new Overview(store, ZoneId.of("Asia/Shanghai")), new MeterList(store), new ReadingCurve(store),
            new BalanceCurve(store)), new OneRoute(),
        new io.paywatt.ledger.contact.Contacts(store), notices(store), new NoticeChoices(store, NOTICE_RULES));
  }

  private static NoticeDesk notices(Store store) {
    return new NoticeDesk(store, Texts.load(Path.of("../config/texts"), NOTICE_RULES.segments()),
        new NoticeSettings(java.util.List.of(), "en", ZoneId.of("Asia/Shanghai"), "file", NOTICE_RULES));
  }

  private static DeskServices desk(Store store) {
    return new DeskServices(new FailedDesk(store),
        new ReplayRuns(store, new PaymentIntake(store, CREDIT, new IntakeSettings("CNY"))::forecast), new Edits(store),
        new Approvals(store, Map.of(Edits.KIND, Edits::approved)));
  }

  /** Quick to check. */
  static final Passwords PASSWORDS = new Passwords(1000);

  /** Three wrong passwords lock. */
  private static AccessServices access(Store store, IssuerSettings issuer) {
    return new AccessServices(new LoginSettings(TOKEN, Duration.ofMinutes(30), false, issuer), PASSWORDS, new Users(store),
        new Logins(store, 3, Duration.ofMinutes(15)), new Boundary(store), new Reveals(store),
        new AuditReads(store), new AuditChain(store));
  }

  private static UsageServices usage(Store store) {
    ZoneId zone = ZoneId.of("Asia/Shanghai");
    return new UsageServices(new Usage(store, zone), new SiteUsage(store, zone), new Peers(store, zone));
  }

  private static <T> T join(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override public void close() {
    join(vertx.close());
  }
}
