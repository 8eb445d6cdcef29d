package io.paywatt.meter.make;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import io.paywatt.ledger.account.AccountImport;
import io.paywatt.ledger.anomaly.AnomalyRules;
import io.paywatt.ledger.anomaly.Outages;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.reading.EventIntake;
import io.paywatt.ledger.reading.MeterAddresses;
import io.paywatt.ledger.reading.ReadingIntake;
import io.paywatt.ledger.reading.ReadingRules;
import io.paywatt.ledger.store.Migrations;
import io.paywatt.ledger.store.Store;
import io.paywatt.meter.bus.Buses;
import io.paywatt.meter.codec.FreshDirectory;
import io.paywatt.meter.codec.MalformedMessage;
import io.paywatt.meter.codec.MeterCodecs;
import io.paywatt.meter.codec.file.CodecParts;
import io.paywatt.meter.command.BrokerAccount;
import io.paywatt.meter.command.CommandPublisher;
import io.paywatt.meter.mqtt.BrokerAddress;
import io.paywatt.meter.mqtt.MeterComponent;
import io.paywatt.meter.mqtt.TestBroker;
import io.paywatt.testkit.TestServers;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;

/** The meter routes as they are shipped, on the real broker and database, with all shipped makes. */
final class MakesHub implements AutoCloseable {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final List<String> FILES = List.of("kamelets/paywatt-meter-source.kamelet.yaml",
      "kamelets/paywatt-meter-sink.kamelet.yaml", "meters/make-receive.camel.yaml", "meters/command-send.camel.yaml",
      "meters/bus-send.camel.yaml");

  private final DefaultCamelContext context = new DefaultCamelContext();
  private final Store store;
  private final CommandDesk commands;
  private final Desk desk = new Desk();
  private CommandPublisher publisher;

  private MakesHub(Store store) {
    this.store = store;
    this.commands = new CommandDesk(store);
  }

  /** In place of the desk of failed messages, which is the hub's. */
  public static final class Desk {
    private final ConcurrentLinkedQueue<String> reasons = new ConcurrentLinkedQueue<>();

    public void parkMalformed(Exchange exchange, String door) {
      for (Object each : exchange.getProperty(MeterCodecs.MALFORMED, List.class)) {
        reasons.add(((MalformedMessage) each).reason());
      }
    }
  }

  /** @param meters each as make,serial,address,gateway */
  static MakesHub start(TestBroker broker, String run, String... meters) throws Exception {
    var database = TestServers.database("makes_on_the_wire");
    Migrations.migrate(database.dataSource());
    MakesHub hub = new MakesHub(new Store(database.dataSource(), Clock.systemUTC()));
    Buses buses = new Buses(Clock.systemUTC());
    CodecParts parts = new CodecParts(new FreshDirectory(new MeterAddresses(hub.store)::all, Clock.systemUTC()), buses,
        Clock.systemUTC(), ZONE, 2, "paywatt", "02000000", "00000001");
    MeterCodecs codecs = new MeterCodecs("paywatt", Clock.systemUTC(),
        Makes.load(Path.of("../config/meters"), parts));
    hub.importMeters(codecs.makes(), meters);
    hub.run(broker, run, buses, codecs);
    return hub;
  }

  private void importMeters(Set<String> makes, String... meters) {
    StringBuilder csv = new StringBuilder("site,room,account,holder,phone,locale,tariff,opening_balance,register_wh,multiplier,"
        + "make,meter,address,gateway\n");
    for (String meter : meters) {
      csv.append("Wire,1,A-").append(meter.split(",")[1]).append(",Li,,en,flat,10.00,0,1,").append(meter).append('\n');
    }
    new AccountImport(store, utility -> Set.of("flat"), () -> new TreeSet<>(makes), "CNY",
        new CreditRules(List.of(), 0, Duration.ofDays(9), null, null, ZONE))
        .importCsv("wire.csv", csv.toString().getBytes(StandardCharsets.UTF_8), "test");
  }

  private void run(TestBroker broker, String run, Buses buses, MeterCodecs codecs) throws Exception {
    MeterComponent component = new MeterComponent();
    component.getConfiguration().setBrokerUrl(broker.url());
    component.getConfiguration().setUsername(broker.user());
    component.getConfiguration().setPassword(broker.password());
    component.getConfiguration().setNode("makes-" + run);
    context.addComponent("meter", component);
    context.getRegistry().bind("meterCodec", codecs);
    context.getRegistry().bind("meterBus", buses);
    context.getRegistry().bind("commandDesk", commands);
    context.getRegistry().bind("readingIntake", new ReadingIntake(store, commands, ReadingRules.defaults(ZONE)));
    context.getRegistry().bind("eventIntake", new EventIntake(store, commands, AnomalyRules.none(),
        new Outages(store, AnomalyRules.none())));
    context.getRegistry().bind("failures", desk);
    publisher = new CommandPublisher(new BrokerAccount(BrokerAddress.of(broker.url()), broker.user(), broker.password()),
        "makes-" + run + "-commands");
    context.getRegistry().bind("meterPublisher", publisher);
    context.addRoutesConfigurations(new RouteConfigurationBuilder() {
      @Override
      public void configuration() {
        routeConfiguration("hold");
      }
    });
    for (String file : FILES) {
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(PluginHelper.getResourceLoader(context).resolveResource("file:../routes/" + file));
    }
    context.start();
  }

  /** Queues a command as staff does. @return its id */
  String command(String serial, String kind, String body) {
    return commands.request(serial, kind, body, "test").id();
  }

  String state(String command) {
    return text("SELECT state FROM command WHERE id = ?", command);
  }

  String reason(String command) {
    return text("SELECT reason FROM command WHERE id = ?", command);
  }

  String relay(String serial) {
    return text("SELECT relay_reported FROM meter_state s JOIN meter m ON m.id = s.meter_id WHERE m.serial = ?", serial);
  }

  boolean isOnline(String serial) {
    return "1".equals(text("SELECT online FROM meter_state s JOIN meter m ON m.id = s.meter_id WHERE m.serial = ?", serial));
  }

  /** Register of the newest stored reading, or -1. */
  long register(String serial) {
    String wh = text("SELECT MAX(r.energy_wh) FROM reading r JOIN meter m ON m.id = r.meter_id WHERE m.serial = ?", serial);
    return wh == null ? -1 : Long.parseLong(wh);
  }

  Set<String> malformed() {
    return Set.copyOf(desk.reasons);
  }

  private String text(String sql, String parameter) {
    return store.read(handle -> handle.select(sql, parameter).mapTo(String.class).findOne().orElse(null));
  }

  @Override
  public void close() {
    context.stop();
    publisher.close();
  }
}
