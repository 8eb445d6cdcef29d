package io.paywatt.hub.run;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import io.paywatt.hub.config.Key;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;
import io.paywatt.hub.provider.ProviderList;
import io.paywatt.hub.routes.Providers;
import io.paywatt.ledger.Misconfigured;
import io.paywatt.ledger.account.AccountImport;
import io.paywatt.ledger.anomaly.Anomalies;
import io.paywatt.ledger.anomaly.AnomalyChecks;
import io.paywatt.ledger.anomaly.AnomalyRules;
import io.paywatt.ledger.anomaly.Outages;
import io.paywatt.ledger.approval.Approvals;
import io.paywatt.ledger.command.BusKeeper;
import io.paywatt.ledger.command.BusLease;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.command.CommandRules;
import io.paywatt.ledger.command.NewCommand;
import io.paywatt.ledger.contact.Contacts;
import io.paywatt.ledger.credit.CreditBoard;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.credit.CreditTerms;
import io.paywatt.ledger.credit.Forewarnings;
import io.paywatt.ledger.credit.ProtectedDays;
import io.paywatt.ledger.credit.Warnings;
import io.paywatt.ledger.debt.DebtDesk;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.inquiry.Inquiries;
import io.paywatt.ledger.inquiry.InquirySettings;
import io.paywatt.ledger.journal.BooksCheck;
import io.paywatt.ledger.meter.MeterChanges;
import io.paywatt.ledger.notice.Administrator;
import io.paywatt.ledger.notice.NoticeChoices;
import io.paywatt.ledger.notice.NoticeDesk;
import io.paywatt.ledger.notice.NoticeRules;
import io.paywatt.ledger.notice.NoticeReceipts;
import io.paywatt.ledger.notice.NoticeSettings;
import io.paywatt.ledger.notice.Texts;
import io.paywatt.ledger.outbox.OutboxDesk;
import io.paywatt.ledger.payment.IntakeSettings;
import io.paywatt.ledger.payment.PaymentIntake;
import io.paywatt.ledger.payment.TopupSettings;
import io.paywatt.ledger.payment.Topups;
import io.paywatt.ledger.reading.EventIntake;
import io.paywatt.ledger.reading.MeterAddresses;
import io.paywatt.ledger.reading.ReadingIntake;
import io.paywatt.ledger.reading.ReadingRules;
import io.paywatt.ledger.reconcile.Recalculation;
import io.paywatt.ledger.reconcile.ReconcileRules;
import io.paywatt.ledger.reconcile.Reconciler;
import io.paywatt.ledger.refund.RefundDesk;
import io.paywatt.ledger.refund.RefundIntake;
import io.paywatt.ledger.refund.Refunds;
import io.paywatt.ledger.replay.DeskWatch;
import io.paywatt.ledger.replay.Edits;
import io.paywatt.ledger.replay.ReplayRuns;
import io.paywatt.ledger.settlement.SettlementReports;
import io.paywatt.ledger.settlement.SettlementRules;
import io.paywatt.ledger.settlement.Settlements;
import io.paywatt.ledger.sms.PhoneNumbers;
import io.paywatt.ledger.sms.SmsDesk;
import io.paywatt.ledger.sms.SmsPatterns;
import io.paywatt.ledger.sms.SmsSettings;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.sts.TokenDesk;
import io.paywatt.ledger.suspense.Reallocations;
import io.paywatt.ledger.suspense.Suspense;
import io.paywatt.ledger.tariff.Tariff;
import io.paywatt.ledger.tariff.TariffBook;
import io.paywatt.ledger.timeline.LateSettings;
import io.paywatt.ledger.timeline.LateWatch;
import io.paywatt.ledger.timeline.Payments;
import io.paywatt.ledger.usage.UsageKeeper;
import io.paywatt.ledger.vend.ReceiptUnits;
import io.paywatt.ledger.vend.Receipts;

/** The business, put together from the configuration: used by the hub and by the command line alike. */
public final class Ledger {
  private static final int MOST_WORKERS = 8;

  public final Store store;
  public final ZoneId zone;
  public final String currency;
  public final TariffBook tariffs;
  public final CreditDesk credit;
  public final CreditBoard creditBoard;
  public final ProtectedDays protectedDays;
  public final DebtDesk debts;
  public final Receipts receipts;
  public final BusKeeper buses;
  public final CommandDesk commands;
  public final TokenDesk tokens;
  public final NoticeDesk notices;
  public final NoticeChoices noticeChoices;
  public final Forewarnings forewarnings;
  public final NoticeReceipts noticeReceipts;
  public final Contacts contacts;
  public final OutboxDesk outbox;
  public final Providers providers;
  public final PaymentIntake payments;
  public final Inquiries inquiries;
  public final Topups topups;
  public final Payments timelines;
  public final LateWatch lateWatch;
  public final RefundIntake refundNotices;
  public final RefundDesk refundDesk;
  public final Refunds refunds;
  public final Reallocations reallocations;
  public final Suspense suspense;
  public final SmsDesk sms;
  public final ReadingIntake readings;
  public final EventIntake events;
  public final MeterAddresses meterAddresses;
  public final AnomalyChecks anomalyChecks;
  public final Anomalies anomalies;
  public final Reconciler reconciler;
  public final UsageKeeper usageKeeper;
  public final Recalculation recalculation;
  public final MeterChanges meterChanges;
  public final FailedDesk failed;
  public final ReplayRuns replays;
  public final Edits edits;
  public final Approvals approvals;
  public final DeskWatch deskWatch;
  public final AccountImport accountImport;
  public final BooksCheck books;
  public final Settlements settlements;
  public final SettlementReports settlementReports;

  /** @throws io.paywatt.ledger.Misconfigured when a tariff or text file is wrong */
  public Ledger(Settings settings, DataSource database) {
    store = new Store(database, Clock.systemUTC());
    zone = settings.get(Keys.TIME_ZONE);
    currency = settings.text(Keys.CURRENCY_CODE);
    tariffs = TariffBook.load(settings.path(Keys.TARIFFS), zone, store);
    CreditRules rules = creditRules(settings);
    credit = new CreditDesk(rules, tariffs::tariff);
    creditBoard = new CreditBoard(store, credit);
    protectedDays = new ProtectedDays(store);
    debts = new DebtDesk(store, rules);
    receipts = new Receipts(store);
    buses = new BusLease(store, settings.text(Keys.NODE));
    commands = new CommandDesk(store, CommandRules.standard(), buses);
    tokens = new TokenDesk(store, commands, tariffs);
    NoticeRules noticeRules = NoticeRules.load(settings.path(Keys.NOTICES))
        .atThePaceOf(settings.text(Keys.SMS_CHANNEL_NAME), settings.text(Keys.SMS_FALLBACK));
    notices = new NoticeDesk(store, Texts.load(settings.path(Keys.TEXTS), noticeRules.segments()),
        new NoticeSettings(administrators(settings), settings.text(Keys.ADMIN_LOCALE), zone,
            settings.text(Keys.SMS_CHANNEL_NAME), noticeRules), new ReceiptUnits(credit));
    noticeChoices = new NoticeChoices(store, noticeRules);
    forewarnings = new Forewarnings(store, rules, tariffs);
    noticeReceipts = new NoticeReceipts(store);
    contacts = new Contacts(store);
    outbox = new OutboxDesk(store, commands, notices);
    providers = Providers.of(settings.path(Keys.ROUTES));
    payments = new PaymentIntake(store, credit, new IntakeSettings(currency));
    inquiries = new Inquiries(store, new InquirySettings(settings.get(Keys.INQUIRY_SCHEDULE),
        settings.get(Keys.TOPUP_EXPIRY), settings.get(Keys.INQUIRY_LIMIT), settings.get(Keys.INQUIRY_STATEMENT_LIMIT)),
        providers);
    topups = new Topups(store, new TopupSettings(currency, minor(settings, Keys.TOPUP_MINIMUM),
        minor(settings, Keys.TOPUP_MAXIMUM), ProviderList.payments(settings)), inquiries);
    LateSettings late = new LateSettings(settings.get(Keys.LATE_NOTICE), settings.get(Keys.LATE_POSTING),
        settings.get(Keys.LATE_SENDING), settings.get(Keys.LATE_METER), settings.get(Keys.LATE_RECEIPT));
    timelines = new Payments(store, late);
    lateWatch = new LateWatch(store, late);
    refundNotices = new RefundIntake(store, credit);
    refundDesk = new RefundDesk(store, credit);
    refunds = new Refunds(store, credit, providers::can);
    reallocations = new Reallocations(store, credit);
    suspense = new Suspense(store);
    sms = new SmsDesk(store, smsSettings(settings), SmsPatterns.load(settings.path(Keys.SMS_PATTERNS)));
    AnomalyRules anomalyRules = AnomalyRules.load(settings.path(Keys.ANOMALIES));
    Outages outages = new Outages(store, anomalyRules);
    readings = new ReadingIntake(store, commands, readingRules(settings), anomalyRules);
    events = new EventIntake(store, commands, anomalyRules, outages);
    meterAddresses = new MeterAddresses(store);
    anomalyChecks = new AnomalyChecks(store, anomalyRules, outages, commands, zone);
    anomalies = new Anomalies(store);
    reconciler = new Reconciler(store, tariffs, credit, reconcileRules(settings));
    usageKeeper = new UsageKeeper(store, zone);
    recalculation = new Recalculation(store, tariffs, credit, reconcileRules(settings));
    meterChanges = new MeterChanges(store);
    failed = new FailedDesk(store, settings.get(Keys.FAILED_RETENTION));
    replays = new ReplayRuns(store, payments::forecast);
    edits = new Edits(store);
    approvals = new Approvals(store, Map.of(Edits.KIND, Edits::approved));
    deskWatch = new DeskWatch(store);
    accountImport = new AccountImport(store, tariffs::codes,
        code -> tariffs.tariff(code).filter(Tariff::holdsEnergy).isPresent(), () -> makes(settings), currency, rules);
    books = new BooksCheck(store);
    settlements = new Settlements(store, new SettlementRules(ProviderList.payments(settings), zone, settings.get(Keys.SETTLEMENT_ZONES)),
        new SettlementDoor(providers, inquiries), commands);
    settlementReports = new SettlementReports(store);
  }

  /** Makes the import takes: those with a codec, and those without a network. */
  private static Set<String> makes(Settings settings) {
    Set<String> makes = new TreeSet<>(MeterMakes.names(settings));
    makes.add(NewCommand.TAKES_TOKENS);
    return makes;
  }

  private SmsSettings smsSettings(Settings settings) {
    String topups = settings.text(Keys.SMS_TOPUP_PROVIDER);
    if (topups != null && !ProviderList.payments(settings).contains(topups)) {
      throw new Misconfigured(List.of(Keys.SMS_TOPUP_PROVIDER.name() + " (" + settings.where(Keys.SMS_TOPUP_PROVIDER)
          + ") is '" + topups + "', allowed is a configured provider: " + ProviderList.payments(settings)));
    }
    return new SmsSettings(new PhoneNumbers(settings.text(Keys.SMS_COUNTRY)), settings.list(Keys.SMS_OWN_NUMBERS),
        settings.list(Keys.SMS_REPLY_PREFIXES), settings.<Integer>get(Keys.SMS_SENDER_PER_MINUTE),
        settings.<Integer>get(Keys.SMS_TOTAL_PER_MINUTE), topups, currency,
        minor(settings, Keys.TOPUP_MINIMUM), minor(settings, Keys.TOPUP_MAXIMUM));
  }

  private static List<Administrator> administrators(Settings settings) {
    List<Administrator> channels = settings.get(Keys.ADMIN_CHANNELS);
    return Stream.concat(settings.list(Keys.ADMIN_PHONES).stream().map(Administrator::byPhone),
        channels == null ? Stream.of() : channels.stream()).toList();
  }

  private CreditRules creditRules(Settings settings) {
    List<BigDecimal> stages = settings.get(Keys.LOW_BALANCE);
    List<BigDecimal> kwh = settings.get(Keys.LOW_ENERGY);
    return new CreditRules(stages.stream().map(this::minor).toList(), kwh.stream().map(Ledger::wattHours).toList(),
        settings.get(Keys.READING_MAX_AGE), settings.get(Keys.DEBT_NOTICE), zone,
        new CreditTerms(minor(settings, Keys.EMERGENCY), wattHours(settings.get(Keys.EMERGENCY_ENERGY)),
            settings.get(Keys.DEBT_RECOVERY), settings.get(Keys.PROTECTED_HOURS),
            settings.<Boolean>get(Keys.PROTECTED_WEEKENDS), settings.<Integer>get(Keys.GRACE_DAYS)),
        new Warnings(counts(settings, Keys.LOW_PERCENT), counts(settings, Keys.LOW_DAYS),
            settings.has(Keys.CUT_NOTICE) ? settings.get(Keys.CUT_NOTICE) : Duration.ZERO, settings.get(Keys.TARIFF_NOTICE)));
  }

  private static List<Integer> counts(Settings settings, Key key) {
    return settings.has(key) ? settings.get(key) : List.of();
  }

  private ReadingRules readingRules(Settings settings) {
    ReadingRules preset = ReadingRules.defaults(zone);
    return new ReadingRules(settings.get(Keys.READING_MAX_FUTURE), preset.maxPast(), zone);
  }

  private static ReconcileRules reconcileRules(Settings settings) {
    ReconcileRules preset = ReconcileRules.defaults();
    return new ReconcileRules(settings.<Integer>get(Keys.READING_MAX_POWER_W), preset.sliceMeters(),
        preset.sliceReadings(), reconcileWorkers(settings), settings.get(Keys.ESTIMATE_AFTER));
  }

  /** Slices billed at the same time: as configured, or one a CPU, but never so many that others find no connection. */
  public static int reconcileWorkers(Settings settings) {
    if (settings.has(Keys.RECONCILE_WORKERS)) {
      return settings.<Integer>get(Keys.RECONCILE_WORKERS);
    }
    int most = Math.min(MOST_WORKERS, settings.<Integer>get(Keys.DATABASE_POOL) / 2);
    return Math.max(1, Math.min(most, Runtime.getRuntime().availableProcessors()));
  }

  private static long wattHours(BigDecimal kwh) {
    return kwh.movePointRight(3).longValueExact();
  }

  private long minor(Settings settings, Key key) {
    return minor(settings.<BigDecimal>get(key));
  }

  private long minor(BigDecimal amount) {
    return amount.movePointRight(Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits())).longValueExact();
  }
}
