package io.paywatt.hub.run;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import com.zaxxer.hikari.HikariDataSource;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;
import io.paywatt.hub.config.SettingsLoader;
import io.paywatt.hub.config.SettingsRejected;
import io.paywatt.hub.provider.ProviderList;
import io.paywatt.hub.routes.Fault;
import io.paywatt.hub.routes.RouteCheck;
import io.paywatt.ledger.Misconfigured;
import io.paywatt.ledger.PayWattException;
import io.paywatt.ledger.anomaly.AnomalyRules;
import io.paywatt.ledger.audit.AuditChain;
import io.paywatt.ledger.journal.BooksCheck;
import io.paywatt.ledger.notice.NoticeRules;
import io.paywatt.ledger.notice.Texts;
import io.paywatt.ledger.sms.SmsPatterns;
import io.paywatt.ledger.store.Migrations;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.TariffBook;

/** Looks at every part of a hub, one after the other; a broken one does not hide the next. */
public final class SystemCheck {
  /** One part. @param detail what was found, for a person @param problems what is wrong and what to do, empty when ok */
  public record Part(String name, boolean ok, String detail, List<String> problems) {}

  private final List<Part> parts = new ArrayList<>();
  private Settings settings;
  private Connections connections;
  /** Null until the database has answered. */
  private HikariDataSource database;

  private SystemCheck() {}

  /** Everything, in the order a person would mend it. */
  public static List<Part> run() {
    SystemCheck check = new SystemCheck();
    try {
      check.all();
      return check.parts;
    } finally {
      if (check.database != null) {
        check.database.close();
      }
    }
  }

  private void all() {
    part("configuration", this::configuration);
    if (settings == null) {
      return;
    }
    part("ports", this::ports);
    part("tariffs", () -> TariffBook.check(settings.path(Keys.TARIFFS), settings.get(Keys.TIME_ZONE)).codes().toString());
    part("texts", () -> Texts.load(settings.path(Keys.TEXTS), NoticeRules.load(settings.path(Keys.NOTICES)).segments())
        .locales().toString());
    part("anomalies", () -> AnomalyRules.load(settings.path(Keys.ANOMALIES)).kinds().size() + " rules");
    part("sms", () -> SmsPatterns.load(settings.path(Keys.SMS_PATTERNS)).names().toString());
    part("meters", () -> MeterMakes.names(settings).toString());
    part("providers", this::providers);
    part("routes", this::routes);
    part("servers", () -> {
      connections = Connections.of(settings);
      return settings.text(Keys.DATABASE_URL) + ", " + settings.text(Keys.MQTT_URL);
    });
    if (connections != null) {
      part("database", this::database);
      if (database != null) {
        part("audit", this::audit);
      }
      part("clock", this::clock);
      part("broker", () -> Brokers.look(connections, Connections.tls(settings), settings.where(Keys.MQTT_URL)));
    }
  }

  private String configuration() {
    settings = SettingsLoader.ofProcess().load();
    return settings.printable().size() + " keys";
  }

  private String ports() {
    List<String> taken = HubLock.isHeld(settings) ? List.of() : Ports.taken(settings);
    if (!taken.isEmpty()) {
      throw new Misconfigured(taken);
    }
    return HubLock.isHeld(settings) ? "a hub runs on this data" : "free";
  }

  private String providers() {
    new Beans(settings, null, null).checkProviders();
    return String.join(" ", ProviderList.payments(settings)) + " sms:" + settings.text(Keys.SMS_CHANNEL_NAME);
  }

  private String routes() throws Exception {
    List<String> faults = new RouteCheck(settings.path(Keys.ROUTES), settings).run().stream().map(Fault::toString).toList();
    if (!faults.isEmpty()) {
      throw new Misconfigured(faults);
    }
    return "all right";
  }

  private String database() {
    database = Databases.open(connections, 2, settings.where(Keys.DATABASE_URL));
    int waiting = Migrations.waiting(database);
    if (waiting > 0) {
      return waiting + " migrations wait, ./paywatt run applies them";
    }
    List<String> problems = new BooksCheck(new Store(database, Clock.systemUTC())).problems();
    if (!problems.isEmpty()) {
      throw new Misconfigured(problems);
    }
    return "trial balance is zero, every balance equals its postings";
  }

  private String audit() {
    if (Migrations.waiting(database) > 0) {
      return "looked at once the migrations are applied";
    }
    AuditChain.Verdict verdict = new AuditChain(new Store(database, Clock.systemUTC())).verify();
    if (!verdict.ok()) {
      throw new Misconfigured(verdict.problems());
    }
    return verdict.lines() + " lines, each as it was written";
  }

  private String clock() throws SQLException {
    Map<String, String> urls = new TreeMap<>();
    for (String provider : ProviderList.payments(settings)) {
      Keys.named("paywatt." + provider + ".base-url").ifPresent(key -> urls.put(provider, settings.text(key)));
    }
    ClockCheck check = new ClockCheck(Clock.systemUTC()).providers(urls);
    if (parts.stream().anyMatch(part -> part.name().equals("database") && part.ok())) {
      check.database(database);
    }
    return check.result();
  }

  private void part(String name, Callable<String> look) {
    try {
      parts.add(new Part(name, true, look.call(), List.of()));
    } catch (SettingsRejected e) {
      parts.add(new Part(name, false, null, e.problems()));
    } catch (Misconfigured e) {
      parts.add(new Part(name, false, null, e.faults()));
    } catch (PayWattException e) {
      parts.add(new Part(name, false, null, e.getMessage().lines().toList()));
    } catch (Exception e) {
      parts.add(new Part(name, false, null, List.of(String.valueOf(e))));
    }
  }
}
