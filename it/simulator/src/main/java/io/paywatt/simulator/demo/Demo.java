package io.paywatt.simulator.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code ./paywatt demo}: the whole story on a real hub. */
public final class Demo {
  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

  private final DemoSettings settings;
  private final Terminal terminal = new Terminal();
  private final Story story = new Story(terminal);
  private final String run = "D" + Long.toString(Instant.now().getEpochSecond(), 36).toUpperCase(Locale.ROOT);
  private final Instant began = Instant.now();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private Providers providers;
  private HubProcess hub;
  private MeterRoom meters;
  private String token;

  private Demo(DemoSettings settings) {
    this.settings = settings;
  }

  /**
   * Tells the story.
   *
   * @param logTo gets the file for the simulators' own log
   * @param exit  whether to stop everything afterwards; else it stays up until Ctrl-C
   * @return 0 when every step held, 1 otherwise
   */
  public static int run(boolean exit, Consumer<Path> logTo) {
    try {
      DemoSettings settings = DemoSettings.ofProcess(exit);
      Files.createDirectories(settings.hubLog().getParent());
      logTo.accept(settings.hubLog().resolveSibling("demo.log"));
      Demo demo = new Demo(settings);
      Runtime.getRuntime().addShutdownHook(new Thread(demo::stop, "demo-stop"));
      return demo.tell();
    } catch (Exception e) {
      System.err.println("paywatt demo: " + (e instanceof StepFailed ? e.getMessage() : e.toString()));
      return 1;
    }
  }

  private int tell() throws Exception {
    long start = System.nanoTime();
    try {
      begin();
      Scene scene = people();
      new PaymentChapter(scene).tell(story);
      new PowerChapter(scene).tell(story);
      new BooksChapter(scene, hub, began).tell(story);
    } catch (StepFailed e) {
      terminal.line("\nThe step '" + e.getMessage() + "' did not hold. Logs: " + settings.hubLog().getParent());
      stop();
      return 1;
    }
    terminal.line("\nAll " + story.held() + " steps held, " + (System.nanoTime() - start) / 1_000_000_000 + " s.");
    if (!settings.exit()) {
      Invitation.print(terminal, settings, providers, run);
      hub.await();
    }
    return stop() ? 0 : 1;
  }

  private void begin() throws StepFailed {
    story.chapter("PayWatt demo, run " + run + ", data in " + settings.data());
    story.step("simulated WeChat Pay and SMS gateway", () -> {
      settings.requireFreePorts();
      providers = Providers.start(settings);
      return "WeChat Pay " + providers.wechat().url() + ", SMS " + providers.sms().url();
    });
    story.step("the hub starts", () -> {
      hub = new HubProcess(settings, providers.hubEnvironment());
      token = hub.start();
      return settings.hubUrl() + " is healthy";
    });
  }

  private Scene people() throws Exception {
    HubApi api = new HubApi(settings.hubUrl(), token);
    DemoAccounts accounts = DemoAccounts.read(settings.home().resolve("config/demo/accounts.csv"), run);
    int count = accounts.residents().size();
    story.chapter("Residents and meters");
    story.step(count + " accounts are imported", () -> {
      int made = api.importCsv(accounts.csv()).path("accounts").asInt();
      Scene.require(made == count, made + " accounts were made");
      String holder = api.account(accounts.residents().get(0).meter()).path("holder").asText();
      Scene.require(holder.equals(accounts.residents().get(0).holder()), "the first holder is shown as " + holder);
      return "first one " + holder;
    });
    story.step(count + " meters come online", () -> {
      meters = new MeterRoom(settings, accounts.residents());
      meters.connect();
      for (DemoAccounts.Resident resident : accounts.residents()) {
        Waiting.until("meter " + resident.meter() + " to be online for the hub", Scene.SOON,
            () -> api.get("/api/v1/meters/" + resident.meter()).path("online").asBoolean(), online -> online);
      }
      return meters.online() + " online, " + accounts.residents().get(0).meter() + " ...";
    });
    return new Scene(api, providers, meters, accounts.residents(), run);
  }

  /** Ends what was started, once. @return whether everything ended well */
  private boolean stop() {
    if (stopped.getAndSet(true)) {
      return true;
    }
    terminal.line("Stopping ...");
    try {
      if (meters != null) {
        meters.close();
      }
      if (hub != null) {
        hub.stop();
      }
      return true;
    } catch (Exception e) {
      LOG.error("not everything ended", e);
      terminal.line("Not everything could be stopped: " + e.getMessage());
      return false;
    } finally {
      if (providers != null) {
        providers.close();
      }
    }
  }
}
