package io.paywatt.hub.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import com.zaxxer.hikari.HikariDataSource;
import io.paywatt.console.ApiServices;
import io.paywatt.console.ConsoleApi;
import io.paywatt.console.credit.CreditServices;
import io.paywatt.console.failed.DeskServices;
import io.paywatt.console.http.Opening;
import io.paywatt.console.meters.UsageServices;
import io.paywatt.console.money.MoneyServices;
import io.paywatt.console.overview.PictureServices;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;
import io.paywatt.hub.desk.EntryMemory;
import io.paywatt.hub.desk.FailedStep;
import io.paywatt.hub.desk.Failures;
import io.paywatt.hub.desk.Unhandled;
import io.paywatt.hub.http.HubHttpEngine;
import io.paywatt.hub.http.MediaTypes;
import io.paywatt.hub.http.OneTry;
import io.paywatt.hub.routes.Fault;
import io.paywatt.hub.routes.LiveRoutes;
import io.paywatt.hub.routes.RouteCheck;
import io.paywatt.hub.routes.RouteReload;
import io.paywatt.ledger.Misconfigured;
import io.paywatt.ledger.account.Accounts;
import io.paywatt.ledger.account.BalanceCurve;
import io.paywatt.ledger.account.Statement;
import io.paywatt.ledger.overview.Overview;
import io.paywatt.ledger.reading.ReadingPartitions;
import io.paywatt.ledger.shadow.Shadows;
import io.paywatt.ledger.store.Migrations;
import io.paywatt.ledger.usage.MeterList;
import io.paywatt.ledger.usage.Meters;
import io.paywatt.ledger.usage.Peers;
import io.paywatt.ledger.usage.ReadingCurve;
import io.paywatt.ledger.usage.SiteUsage;
import io.paywatt.ledger.usage.Usage;
import io.vertx.core.VertxOptions;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.LifecycleStrategySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hub as a process: opens the account store, puts the beans of the routes together, runs Camel until it is told to stop. */
public final class Hub {
  private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
  private static final int HTTP_THREADS = 64;
  private final Settings settings;

  public Hub(Settings settings) {
    this.settings = settings;
  }

  /**
   * Runs until the process is told to end.
   *
   * @return exit code of Camel, 0 when all went well
   * @throws Misconfigured when something stops the start, naming all of it
   */
  public int run() throws Exception {
    settings.printable().forEach((key, value) -> LOG.info("{} = {}", key, value));
    List<String> problems = new ArrayList<>(Ports.taken(settings));
    RouteCheck routeCheck = new RouteCheck(settings.path(Keys.ROUTES), settings);
    routeCheck.run().stream().map(Fault::toString).forEach(problems::add);
    if (!problems.isEmpty()) {
      throw new Misconfigured(problems);
    }
    Connections connections = Connections.of(settings);
    try (HikariDataSource database = Databases.open(connections, settings.<Integer>get(Keys.DATABASE_POOL),
        settings.where(Keys.DATABASE_URL)); HubLock lock = HubLock.take(settings)) {
      Migrations.migrate(database);
      Ledger ledger = new Ledger(settings, database);
      new ReadingPartitions(ledger.store).ensure();
      return camel(connections, ledger, routeCheck, database);
    }
  }

  private int camel(Connections connections, Ledger ledger, RouteCheck routeCheck, HikariDataSource database)
      throws Exception {
    String token = ApiToken.of(settings);
    Main main = new Main();
    main.setDefaultPropertyPlaceholderLocation("false");
    main.setOverrideProperties(CamelSettings.of(settings, connections));
    main.bind("platform-http-engine", new HubHttpEngine(settings.<Integer>get(Keys.HTTP_PORT)));
    // a route that asks a provider waits on its thread for the answer; payments do not
    main.bind("vertx-options", new VertxOptions().setWorkerPoolSize(HTTP_THREADS));
    main.bind("dataSource", database);
    main.bind(OneTry.NAME, new OneTry());
    main.bind(CamelSettings.METER_TLS, Connections.tls(settings));
    Map<String, Object> beans = new Beans(settings, connections, ledger).all();
    beans.forEach(main::bind);
    ApiReady ready = new ApiReady();
    main.bind("api-ready", ready);
    main.addMainListener(new Start(ledger, token, routeCheck, (Failures) beans.get("failures"), ready));
    main.run();
    return main.getExitCode();
  }

  private void announce() {
    String port = settings.text(Keys.HTTP_PORT);
    LOG.info("PayWatt is ready: API http://127.0.0.1:{}/api/v1, console http://127.0.0.1:{}/console/, health"
        + " http://127.0.0.1:{}/observe/health, data in {}", port, port, settings.text(Keys.MANAGEMENT_PORT),
        settings.path(Keys.DATA));
    if (!settings.has(Keys.API_TOKEN)) {
      LOG.info("The API token is in {}", settings.path(Keys.DATA).resolve("api-token"));
    }
    if (settings.text(Keys.MQTT_URL).equals("embedded")) {
      LOG.info("Meters connect to {} as {}, the password is mqtt.password in {}", Connections.of(settings).mqttUrl(),
          Connections.of(settings).mqttUser(), Connections.stateFile(settings));
    }
  }

  /** What has to happen around Camel's start and stop. */
  private final class Start extends MainListenerSupport {
    private final Ledger ledger;
    private final String token;
    private final RouteCheck routeCheck;
    private final Failures failures;
    private final ApiReady ready;
    private RouteReload reload;
    private volatile Opening opening;

    Start(Ledger ledger, String token, RouteCheck routeCheck, Failures failures, ApiReady ready) {
      this.ledger = ledger;
      this.token = token;
      this.routeCheck = routeCheck;
      this.failures = failures;
      this.ready = ready;
    }

    @Override
    public void beforeConfigure(BaseMainSupport main) {
      CamelContext context = main.getCamelContext();
      context.addRoutePolicyFactory(new EntryMemory(failures.versions()));
      FailedStep failedStep = new FailedStep();
      context.getCamelContextExtension().setErrorHandlerFactory(failedStep.errorHandler());
      context.getManagementStrategy().addEventNotifier(failedStep);
      context.getManagementStrategy().addEventNotifier(new Unhandled(failures));
      context.addLifecycleStrategy(new EndInPeace());
      context.addLifecycleStrategy(new LifecycleStrategySupport() {
        /** The server listens by now; no route takes a call yet. */
        @Override
        public void onRoutesAdd(Collection<Route> routes) {
          if (opening == null) {
            opening = Opening.of(router(context));
          }
        }
      });
      watchRoutes(context);
    }

    @Override
    public void afterStart(BaseMainSupport main) {
      var router = router(main.getCamelContext());
      MediaTypes.inSmallLetters(router);
      ConsoleApi.mount(opening, router.vertx(), services(main.getCamelContext()),
          Access.services(settings, ledger.store, token), Clock.system(ledger.zone));
      ready.answers();
      if (reload != null) {
        reload.start();
      }
      announce();
    }

    private VertxPlatformHttpRouter router(CamelContext context) {
      return VertxPlatformHttpRouter.lookup(context,
          VertxPlatformHttpRouter.getRouterNameFromPort(settings.<Integer>get(Keys.HTTP_PORT)));
    }

    @Override
    public void beforeStop(BaseMainSupport main) {
      if (reload != null) {
        reload.close();
      }
    }

    private ApiServices services(CamelContext context) {
      return new ApiServices(new Accounts(ledger.store), new Statement(ledger.store), ledger.tariffs, ledger.accountImport,
          new Meters(ledger.store), usage(), ledger.commands, ledger.meterChanges, ledger.topups,
          new DeskServices(ledger.failed, ledger.replays, ledger.edits, ledger.approvals), ledger.books, ledger.timelines,
          new MoneyServices(ledger.suspense, ledger.reallocations, ledger.refunds), ledger.settlementReports,
          new CreditServices(ledger.creditBoard, ledger.protectedDays, ledger.debts, ledger.receipts), ledger.tokens,
          new Shadows(ledger.store), ledger.anomalies, pictures(), new LiveRoutes(context, ledger.store), ledger.contacts,
          ledger.notices, ledger.noticeChoices);
    }

    private PictureServices pictures() {
      return new PictureServices(new Overview(ledger.store, ledger.zone), new MeterList(ledger.store),
          new ReadingCurve(ledger.store), new BalanceCurve(ledger.store));
    }

    private UsageServices usage() {
      return new UsageServices(new Usage(ledger.store, ledger.zone), new SiteUsage(ledger.store, ledger.zone),
          new Peers(ledger.store, ledger.zone));
    }

    /** Remembers the files before Camel reads them, so that one saved while the hub starts counts as a change. */
    private void watchRoutes(CamelContext context) {
      Path routes = settings.path(Keys.ROUTES);
      if (settings.<Boolean>get(Keys.ROUTES_RELOAD)) {
        try {
          reload = new RouteReload(context, routes, routeCheck);
        } catch (IOException e) {
          LOG.warn("Changes in {} are not watched: {}", routes, e.getMessage());
        }
      }
    }
  }

  /**
   * A hub that ends in peace takes its embedded servers along; one that is killed leaves them for the next run. Camel
   * tells of its end even when the process is being ended by a signal.
   */
  private final class EndInPeace extends LifecycleStrategySupport {
    @Override
    public void onContextStopped(CamelContext context) {
      Connections.stopEmbedded(settings);
    }
  }
}
