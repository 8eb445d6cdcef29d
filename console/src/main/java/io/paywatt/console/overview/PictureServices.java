package io.paywatt.console.overview;

import io.paywatt.ledger.account.BalanceCurve;
import io.paywatt.ledger.overview.Overview;
import io.paywatt.ledger.usage.MeterList;
import io.paywatt.ledger.usage.ReadingCurve;

/** What the pictures of the console are drawn from. */
public record PictureServices(Overview overview, MeterList meters, ReadingCurve readings, BalanceCurve balances) {}
