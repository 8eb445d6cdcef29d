package io.paywatt.hub.routes;

import java.util.Map;
import java.util.TreeMap;
import io.paywatt.hub.desk.Failures;
import io.paywatt.hub.desk.HubWatch;
import io.paywatt.hub.desk.NoticeResults;
import io.paywatt.hub.desk.Replays;
import io.paywatt.hub.desk.SmsActs;
import io.paywatt.hub.http.Answers;
import io.paywatt.hub.http.ApiDoor;
import io.paywatt.hub.http.TopupDoor;
import io.paywatt.hub.inquiry.InquiryDoor;
import io.paywatt.hub.provider.ProviderList;
import io.paywatt.ledger.anomaly.AnomalyChecks;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.credit.Forewarnings;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.inquiry.Inquiries;
import io.paywatt.ledger.notice.NoticeDesk;
import io.paywatt.ledger.notice.NoticeReceipts;
import io.paywatt.ledger.outbox.OutboxDesk;
import io.paywatt.ledger.payment.PaymentIntake;
import io.paywatt.ledger.reading.EventIntake;
import io.paywatt.ledger.reading.ReadingIntake;
import io.paywatt.ledger.reading.ReadingPartitions;
import io.paywatt.ledger.reconcile.Reconciler;
import io.paywatt.ledger.refund.RefundDesk;
import io.paywatt.ledger.refund.RefundIntake;
import io.paywatt.ledger.replay.DeskWatch;
import io.paywatt.ledger.settlement.Settlements;
import io.paywatt.ledger.timeline.LateWatch;
import io.paywatt.ledger.sms.SmsDesk;
import io.paywatt.ledger.sts.TokenDesk;
import io.paywatt.ledger.usage.UsageKeeper;
import io.paywatt.meter.bus.Buses;
import io.paywatt.meter.codec.MeterCodecs;
import io.paywatt.meter.command.CommandPublisher;

/** The beans that routes may name, with their classes; the hub binds exactly these. Those of providers: {@link ProviderList}. */
public final class RouteBeans {
  private static final Map<String, Class<?>> OWN = Map.ofEntries(
      Map.entry("paymentIntake", PaymentIntake.class),
      Map.entry("refundIntake", RefundIntake.class),
      Map.entry("refundDesk", RefundDesk.class),
      Map.entry("topupDoor", TopupDoor.class),
      Map.entry("smsDesk", SmsDesk.class),
      Map.entry("smsActs", SmsActs.class),
      Map.entry("providers", Providers.class),
      Map.entry("inquiries", Inquiries.class),
      Map.entry("lateWatch", LateWatch.class),
      Map.entry("inquiryDoor", InquiryDoor.class),
      Map.entry("readingIntake", ReadingIntake.class),
      Map.entry("readingPartitions", ReadingPartitions.class),
      Map.entry("eventIntake", EventIntake.class),
      Map.entry("anomalyChecks", AnomalyChecks.class),
      Map.entry("reconciler", Reconciler.class),
      Map.entry("usageKeeper", UsageKeeper.class),
      Map.entry("outboxDesk", OutboxDesk.class),
      Map.entry("commandDesk", CommandDesk.class),
      Map.entry("tokenDesk", TokenDesk.class),
      Map.entry("noticeDesk", NoticeDesk.class),
      Map.entry("forewarnings", Forewarnings.class),
      Map.entry("hubWatch", HubWatch.class),
      Map.entry("noticeResults", NoticeResults.class),
      Map.entry("noticeReceipts", NoticeReceipts.class),
      Map.entry("settlements", Settlements.class),
      Map.entry("failedDesk", FailedDesk.class),
      Map.entry("failures", Failures.class),
      Map.entry("replays", Replays.class),
      Map.entry("deskWatch", DeskWatch.class),
      Map.entry("answers", Answers.class),
      Map.entry("apiDoor", ApiDoor.class),
      Map.entry("meterCodec", MeterCodecs.class),
      Map.entry("meterBus", Buses.class),
      Map.entry("meterPublisher", CommandPublisher.class));

  public static final Map<String, Class<?>> BY_NAME = all();

  private RouteBeans() {}

  private static Map<String, Class<?>> all() {
    Map<String, Class<?>> all = new TreeMap<>(OWN);
    ProviderList.ALL.forEach(provider -> all.putAll(provider.beans()));
    return Map.copyOf(all);
  }
}
