package io.paywatt.hub.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.account.AccountView;
import io.paywatt.ledger.account.Accounts;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.user.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt accounts find|show|statement|credit|hold|debt}. */
@Command(name = "accounts", mixinStandardHelpOptions = true,
    description = "Look accounts up; their statements, credit, holds and debts.",
    subcommands = {StatementCommand.class, AccountCreditCommand.class, AccountHoldCommand.class, AccountDebtCommand.class})
public final class AccountsCommand {
  @Command(name = "find", mixinStandardHelpOptions = true,
      description = "Accounts by number, meter, room, phone or holder.")
  int find(@Parameters(paramLabel = "WORDS", arity = "0..1", defaultValue = "") String words,
      @Option(names = "--limit", defaultValue = "50", description = "At most so many (default ${DEFAULT-VALUE}).") int limit,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      List<AccountView> found = new Accounts(session.ledger.store).find(words, limit, null, Scope.EVERY).items();
      if (json) {
        System.out.println(Json.write(Map.of("items", found)));
      } else {
        found.forEach(AccountsCommand::line);
        System.out.println(found.size() + " found.");
      }
      return 0;
    }
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "One account.")
  int show(@Parameters(paramLabel = "ACCOUNT") String number,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      AccountView account = new Accounts(session.ledger.store).get(number).orElse(null);
      if (account == null) {
        System.err.println("paywatt: there is no account " + number);
        return 1;
      }
      if (json) {
        System.out.println(Json.write(account));
      } else {
        line(account);
        System.out.println(CreditText.of(session.ledger.creditBoard.view(number)));
        if (account.daysLeft() != null) {
          System.out.println("  lasts " + account.daysLeft() + " days at the use of the last seven");
        }
        account.meters().forEach(meter -> System.out.println("  " + meter.utility() + " meter " + meter.serial()
            + ", relay wanted "
            + meter.relay().wanted() + ", reported " + meter.relay().reported() + ", last seen " + meter.lastSeen()));
      }
      return 0;
    }
  }

  private static void line(AccountView account) {
    System.out.printf("%-16s %12s  %-9s  %s %s, %s%n", account.id(), left(account), account.credit(),
        account.site(), account.room(), account.holder());
  }

  private static String left(AccountView account) {
    return account.energyWh() == null ? MoneyText.money(account.balance().amount(), account.balance().currency())
        : BigDecimal.valueOf(account.energyWh(), 3).toPlainString() + " kWh";
  }
}
