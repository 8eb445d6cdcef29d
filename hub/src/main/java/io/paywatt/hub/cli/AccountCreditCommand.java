package io.paywatt.hub.cli;

import java.util.concurrent.Callable;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.credit.CreditView;
import io.paywatt.ledger.credit.TermsChange;
import io.paywatt.ledger.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt accounts credit}. */
@Command(name = "credit", mixinStandardHelpOptions = true, description = {
    "Where an account stands, why it is not cut, and the terms it has of its own.",
    "With options the terms are set; 'inherit' takes one back, so that the site's or the configuration's holds again."})
public final class AccountCreditCommand implements Callable<Integer> {
  private static final String INHERIT = "inherit";

  @Parameters(paramLabel = "ACCOUNT", description = "Account number; with --site the name of a site.")
  String name;
  @Option(names = "--site", description = "Terms of a whole site instead of one account.")
  boolean site;
  @Option(names = "--emergency", paramLabel = "MINOR", description = "Emergency credit, minor units: 500 for 5.00.")
  String emergency;
  @Option(names = "--emergency-wh", paramLabel = "WH", description = "The same of accounts that hold kWh, Wh.")
  String emergencyWh;
  @Option(names = "--recovery", paramLabel = "SHARE", description = "20%%, 50.00/payment or 50.00/month.")
  String recovery;
  @Option(names = "--protected-hours", paramLabel = "HOURS", description = "22:00-07:00, or none.")
  String hours;
  @Option(names = "--weekends", paramLabel = "YES", description = "true: no cut on Saturday and Sunday.")
  String weekends;
  @Option(names = "--grace-days", paramLabel = "DAYS", description = "Days after the import without a cut.")
  String graceDays;
  @Option(names = "--json", description = "Answer as JSON.")
  boolean json;

  @Override
  public Integer call() {
    try (Session session = new Session()) {
      var board = session.ledger.creditBoard;
      String actor = System.getProperty("user.name");
      if (site) {
        TermsChange terms = isEdit() ? board.setSite(name, this::edit, actor) : board.site(name);
        System.out.println(json ? Json.write(terms) : name + "  " + Json.write(terms));
        return 0;
      }
      CreditView view = isEdit() ? board.setAccount(name, this::edit, actor) : board.view(name);
      System.out.println(json ? Json.write(view) : CreditText.of(view));
      return 0;
    }
  }

  private boolean isEdit() {
    return emergency != null || emergencyWh != null || recovery != null || hours != null || weekends != null
        || graceDays != null;
  }

  private TermsChange edit(TermsChange before) {
    return new TermsChange(number(emergency, before.emergency(), "emergency"),
        number(emergencyWh, before.emergencyWh(), "emergency-wh"), text(recovery, before.recovery()),
        text(hours, before.protectedHours()),
        weekends == null ? before.weekends() : weekends.equals(INHERIT) ? null : (Boolean) Boolean.parseBoolean(weekends),
        days(number(graceDays, before.graceDays() == null ? null : (Long) (long) before.graceDays(), "grace-days")));
  }

  private static String text(String given, String before) {
    return given == null ? before : given.equals(INHERIT) ? null : given;
  }

  private static Integer days(Long number) {
    return number == null ? null : (Integer) Math.toIntExact(number);
  }

  private static Long number(String given, Long before, String option) {
    if (given == null || given.equals(INHERIT)) {
      return given == null ? before : null;
    }
    if (!given.matches("\\d{1,9}")) {
      throw new Rejected(422, "--" + option + " is '" + given + "', allowed is a whole number from 0, or "
          + INHERIT);
    }
    return Long.valueOf(given);
  }
}
