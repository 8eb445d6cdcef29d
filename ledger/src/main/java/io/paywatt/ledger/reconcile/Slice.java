package io.paywatt.ledger.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Some meters, billed in one transaction: all of it happens, or nothing. */
final class Slice {
  /** @param goOnAfter meter behind which the range goes on, or null when it is done */
  record Step(ReconcileResult result, Long goOnAfter) {}

  private final Handle handle;
  private final Bookkeeping books;
  private final Instant now;

  Slice(Handle handle, Bookkeeping books, Instant now) {
    this.handle = handle;
    this.books = books;
    this.now = now;
  }

  /** Bills the meters of a range, as far as the readings of a slice go. */
  Step bill(Range range) {
    Claim claim = Claim.take(handle, range);
    if (claim.meters() == 0) {
      return new Step(ReconcileResult.NOTHING, null);
    }
    SliceTable table = SliceTable.make(handle, now);
    LinePrices.make(handle);
    List<FlatPrices.Stretch> prices = books.prices(claim);
    int plain = PlainBills.make(handle, prices, books.rules(), books::revenue, books::calm);
    SingleBills singles = plain == claim.meters() ? null
        : new SingleBills(handle, books.billing(), books.rules(), claim.rest(), now);
    if (singles != null) {
      List<Charge> charges = singles.price();
      table.add(charges, new LinePrices(prices.size()), byCurrency(charges, books::revenue), byCurrency(charges, books::calm));
    }
    table.post();
    if (singles != null) {
      singles.write(table.entries());
    }
    table.settle();
    table.count();
    books.credit().review(handle, table.standings(), now);
    return singles == null ? new Step(table.result(plain, 0, 0), null)
        : new Step(table.result(plain + singles.readings(), singles.suspects().size(), singles.skipped())
            .plus(new ReconcileResult(0, 0, singles.usedWh(), 0, 0)),
            singles.wasCut() ? singles.goOnAfter() : null);
  }

  private static Map<String, Long> byCurrency(List<Charge> charges, Function<String, Long> value) {
    return charges.stream().map(charge -> charge.bill().currency()).distinct()
        .collect(Collectors.toMap(currency -> currency, value));
  }
}
