package io.paywatt.hub.run;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;
import io.paywatt.hub.desk.Failures;
import io.paywatt.hub.desk.HubWatch;
import io.paywatt.hub.desk.NoticeResults;
import io.paywatt.hub.desk.Replays;
import io.paywatt.hub.desk.SmsActs;
import io.paywatt.hub.http.Answers;
import io.paywatt.hub.http.ApiDoor;
import io.paywatt.hub.http.TopupDoor;
import io.paywatt.hub.inquiry.InquiryDoor;
import io.paywatt.hub.provider.Provider;
import io.paywatt.hub.provider.ProviderList;
import io.paywatt.hub.routes.RouteBeans;
import io.paywatt.ledger.Misconfigured;
import io.paywatt.ledger.access.SharedTokens;
import io.paywatt.ledger.outbox.Outbox;
import io.paywatt.ledger.payment.Payables;
import io.paywatt.ledger.reading.ReadingPartitions;
import io.paywatt.meter.bus.Buses;
import io.paywatt.meter.codec.FreshDirectory;
import io.paywatt.meter.codec.MeterCodecs;
import io.paywatt.meter.command.BrokerAccount;
import io.paywatt.meter.command.CommandPublisher;
import io.paywatt.meter.mqtt.BrokerAddress;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Makes the beans that routes name. What they are is listed in {@link RouteBeans}. */
final class Beans {
  private final Settings settings;
  private final Connections connections;
  private final Ledger ledger;

  Beans(Settings settings, Connections connections, Ledger ledger) {
    this.settings = settings;
    this.connections = connections;
    this.ledger = ledger;
  }

  /** @throws Misconfigured when a provider's keys can't be used */
  Map<String, Object> all() {
    try {
      return made();
    } catch (IllegalArgumentException e) {
      throw new Misconfigured(List.of(e.getMessage()));
    }
  }

  /** Reads the keys and files of the providers. @throws Misconfigured when one can't be used */
  void checkProviders() {
    try {
      Provider.Parts parts = new Provider.Parts(settings, Clock.systemUTC(), message -> { }, null, null);
      ProviderList.ALL.forEach(provider -> provider.make(parts));
    } catch (IllegalArgumentException e) {
      throw new Misconfigured(List.of(e.getMessage()));
    }
  }

  private Map<String, Object> made() {
    Map<String, Object> beans = new LinkedHashMap<>();
    beans.put("paymentIntake", ledger.payments);
    beans.put("refundIntake", ledger.refundNotices);
    beans.put("refundDesk", ledger.refundDesk);
    beans.put("smsDesk", ledger.sms);
    beans.put("smsActs", new SmsActs(ledger.sms, ledger.topups));
    beans.put("topupDoor", new TopupDoor(ledger.topups));
    beans.put("providers", ledger.providers);
    beans.put("inquiries", ledger.inquiries);
    beans.put("lateWatch", ledger.lateWatch);
    beans.put("inquiryDoor", new InquiryDoor(ledger.inquiries));
    beans.put("apiDoor", new ApiDoor());
    beans.put("readingIntake", ledger.readings);
    beans.put("readingPartitions", new ReadingPartitions(ledger.store));
    beans.put("eventIntake", ledger.events);
    beans.put("anomalyChecks", ledger.anomalyChecks);
    beans.put("reconciler", ledger.reconciler);
    beans.put("usageKeeper", ledger.usageKeeper);
    beans.put("outboxDesk", ledger.outbox);
    beans.put("commandDesk", ledger.commands);
    beans.put("tokenDesk", ledger.tokens);
    beans.put("noticeDesk", ledger.notices);
    beans.put("forewarnings", ledger.forewarnings);
    beans.put("hubWatch", new HubWatch(Clock.systemUTC(), settings.text(Keys.NODE), this::tell));
    beans.put("noticeResults", new NoticeResults(ledger.notices, settings.text(Keys.SMS_FALLBACK)));
    beans.put("noticeReceipts", ledger.noticeReceipts);
    beans.put("settlements", ledger.settlements);
    beans.put("failedDesk", ledger.failed);
    beans.put("failures", new Failures(ledger.failed));
    beans.put("replays", new Replays(ledger.replays, settings.text(Keys.NODE)));
    beans.put("deskWatch", ledger.deskWatch);
    beans.put("answers", new Answers());
    Provider.Parts parts = new Provider.Parts(settings, Clock.systemUTC(), ledger.failed::park,
        Payables.in(ledger.store), new SharedTokens(ledger.store));
    ProviderList.ALL.forEach(provider -> beans.putAll(provider.make(parts)));
    Buses buses = new Buses(Clock.systemUTC(), ledger.buses);
    beans.put("meterBus", buses);
    beans.put("meterCodec", new MeterCodecs(settings.text(Keys.MQTT_PREFIX), Clock.systemUTC(), MeterMakes.codecs(settings,
        new FreshDirectory(ledger.meterAddresses::all, Clock.systemUTC()), buses)));
    beans.put("meterPublisher", publisher());
    if (!beans.keySet().equals(RouteBeans.BY_NAME.keySet())) {
      throw new IllegalStateException("Bound are " + beans.keySet() + ", listed are " + RouteBeans.BY_NAME.keySet());
    }
    return beans;
  }

  private void tell(Outbox.Effect effect) {
    ledger.store.inTransaction(handle -> {
      Outbox.add(handle, List.of(effect), ledger.store.now());
      return null;
    });
  }

  private CommandPublisher publisher() {
    try {
      return new CommandPublisher(new BrokerAccount(BrokerAddress.of(connections.mqttUrl()), connections.mqttUser(),
          connections.mqttPassword(), Connections.tls(settings)), settings.text(Keys.NODE) + "-commands");
    } catch (MqttException e) {
      throw new Misconfigured(List.of(Keys.MQTT_URL.name() + " (" + settings.where(Keys.MQTT_URL) + "): " + e.getMessage()));
    }
  }
}
