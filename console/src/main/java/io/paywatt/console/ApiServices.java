package io.paywatt.console;

import io.paywatt.console.credit.CreditServices;
import io.paywatt.console.failed.DeskServices;
import io.paywatt.console.meters.UsageServices;
import io.paywatt.console.money.MoneyServices;
import io.paywatt.console.overview.PictureServices;
import io.paywatt.console.routes.RouteBoard;
import io.paywatt.ledger.account.AccountImport;
import io.paywatt.ledger.account.Accounts;
import io.paywatt.ledger.account.Statement;
import io.paywatt.ledger.anomaly.Anomalies;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.contact.Contacts;
import io.paywatt.ledger.journal.BooksCheck;
import io.paywatt.ledger.meter.MeterChanges;
import io.paywatt.ledger.notice.NoticeChoices;
import io.paywatt.ledger.notice.NoticeDesk;
import io.paywatt.ledger.payment.Topups;
import io.paywatt.ledger.settlement.SettlementReports;
import io.paywatt.ledger.shadow.Shadows;
import io.paywatt.ledger.sts.TokenDesk;
import io.paywatt.ledger.tariff.TariffBook;
import io.paywatt.ledger.timeline.Payments;
import io.paywatt.ledger.usage.Meters;

/** The operations of the ledger that the API offers. */
public record ApiServices(Accounts accounts, Statement statement, TariffBook tariffs, AccountImport imports, Meters meters,
    UsageServices usage, CommandDesk commands, MeterChanges meterChanges, Topups topups, DeskServices desk, BooksCheck books,
    Payments payments, MoneyServices money, SettlementReports settlements, CreditServices credit, TokenDesk tokens,
    Shadows shadows, Anomalies anomalies, PictureServices pictures, RouteBoard routes, Contacts contacts,
    NoticeDesk notices, NoticeChoices noticeChoices) {}
