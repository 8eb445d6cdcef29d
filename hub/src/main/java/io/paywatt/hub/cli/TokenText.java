package io.paywatt.hub.cli;

import java.util.Objects;
import io.paywatt.ledger.sts.TokenView;

/** Tokens as text. */
final class TokenText {
  private TokenText() {}

  static String line(TokenView token) {
    String worth = token.energyWh() == null ? Objects.toString(token.value(), "")
        : String.format("%d.%d kWh for %s", token.energyWh() / 1000, token.energyWh() % 1000 / 100,
            MoneyText.money(token.cost(), token.currency()));
    return String.format("%-15s %-8s %s  %s  meter %s%s", token.kind(), token.state(),
        token.tokens().isEmpty() ? "-" : String.join(", ", token.tokens()), worth, token.meter(),
        token.reason() == null ? "" : "  " + token.reason());
  }
}
