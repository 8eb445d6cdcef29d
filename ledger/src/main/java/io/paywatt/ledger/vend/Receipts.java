package io.paywatt.ledger.vend;

import java.math.BigDecimal;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Store;

/** What payments bought, and why it was more or less than the time before. */
public final class Receipts {
  private static final int NANO_DIGITS = 9;
  /** 10^-12 units a Wh are 10^-9 units a kWh. */
  private static final int PRICE_DIGITS = 9;

  private final Store store;

  public Receipts(Store store) {
    this.store = store;
  }

  /** @param payment number of the payment @throws Rejected 404 unknown, or it is on no account that holds kWh */
  public Receipt get(long payment) {
    return store.read(handle -> {
      VendRow vend = VendRow.ofPayment(handle, payment).orElseThrow(() -> new Rejected(404, "payment " + payment
          + " bought no kWh: it is not known, parked, or on an account that holds money"));
      return receipt(vend, vend.before(handle).map(before -> Differences.between(before, vend)).orElse(List.of()));
    });
  }

  private static Receipt receipt(VendRow vend, List<Receipt.Difference> differences) {
    return new Receipt(vend.payment(), vend.account(), vend.at(), vend.tariff(), vend.currency(), exact(vend.paid()),
        exact(vend.beforeOver()), exact(vend.recovered()), exact(vend.owedAfter()), exact(vend.tendered()),
        lines(vend, false), lines(vend, true), exact(vend.leftOver()), vend.energyWh(), vend.balanceWh(), vend.refused(),
        vend.undone(), differences);
  }

  private static List<Receipt.Line> lines(VendRow vend, boolean inside) {
    return vend.lines().stream().filter(line -> line.inside() == inside).map(line -> new Receipt.Line(line.kind(),
        line.item(), line.energyWh(), line.tier(), line.period(), line.isPriced() ? price(line.price()) : null,
        exact(line.amount()), line.textZh(), line.textEn())).toList();
  }

  static String exact(long nano) {
    return plain(BigDecimal.valueOf(nano, NANO_DIGITS));
  }

  static String price(long pico) {
    return plain(BigDecimal.valueOf(pico, PRICE_DIGITS));
  }

  static String kwh(long wh) {
    return plain(BigDecimal.valueOf(wh, 3));
  }

  /** At least two decimals, no needless zeros behind them. */
  private static String plain(BigDecimal number) {
    BigDecimal exact = number.stripTrailingZeros();
    return (exact.scale() < 2 ? exact.setScale(2) : exact).toPlainString();
  }
}
