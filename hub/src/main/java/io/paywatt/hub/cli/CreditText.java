package io.paywatt.hub.cli;

import java.math.BigDecimal;
import java.util.Objects;
import io.paywatt.ledger.credit.CreditView;

/** Credit as text. */
final class CreditText {
  private CreditText() {}

  static String of(CreditView view) {
    CreditView.TermsView terms = view.terms();
    StringBuilder text = new StringBuilder(String.format("%s  %s%n", view.account(), view.state()));
    text.append(String.format("  emergency credit  %s, accounts in kWh %s kWh%n",
        MoneyText.money(terms.emergency(), view.currency()), kwh(terms.emergencyWh())));
    text.append(String.format("  protected         hours %s, weekends %s, %d days after the import%n",
        terms.protectedHours(), terms.weekends() ? "yes" : "no", terms.graceDays()));
    text.append(String.format("  debt              %s, recovered by %s%s%n", MoneyText.money(view.owed(), view.currency()),
        terms.recovery(), view.recoveryAt() == null ? "" : " from " + view.recoveryAt()));
    if (view.hold() != null) {
      text.append(String.format("  held              by %s since %s until %s: %s%n", view.hold().by(), view.hold().since(),
          Objects.requireNonNullElse(view.hold().until(), "it is taken back"), view.hold().reason()));
    }
    if (view.deferred() != null) {
      text.append(String.format("  not cut           %s since %s until %s%n", view.deferred().reason(),
          view.deferred().since(), Objects.requireNonNullElse(view.deferred().until(), "that changes")));
    }
    return text.toString().stripTrailing();
  }

  private static String kwh(long wattHours) {
    return BigDecimal.valueOf(wattHours, 3).toPlainString();
  }
}
