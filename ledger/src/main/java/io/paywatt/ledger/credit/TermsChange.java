package io.paywatt.ledger.credit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Consumer;
import io.paywatt.ledger.Rejected;

/**
 * The terms that a site or an account has of its own; null where it has none.
 *
 * @param emergency      minor units
 * @param emergencyWh    Wh
 * @param recovery       as {@link Recovery#ALLOWED}
 * @param protectedHours as {@link Hours#ALLOWED}, or none
 * @param weekends       whether Saturday and Sunday are without a cut
 * @param graceDays      days after the import without a cut
 */
public record TermsChange(Long emergency, Long emergencyWh, String recovery, String protectedHours, Boolean weekends,
    Integer graceDays) {
  /** No hours, also where the site or the configuration has some. */
  public static final String NO_HOURS = "none";
  private static final long MOST = 1_000_000_000L;
  private static final int MOST_DAYS = 3650;

  /** @throws Rejected 422 naming field, value and what is allowed */
  public TermsChange {
    within("emergency", emergency, MOST);
    within("emergencyWh", emergencyWh, MOST);
    within("graceDays", graceDays == null ? null : (Long) (long) graceDays, MOST_DAYS);
    readable("recovery", recovery, Recovery.ALLOWED, Recovery::parse);
    if (!NO_HOURS.equals(protectedHours)) {
      readable("protectedHours", protectedHours, Hours.ALLOWED + ", or " + NO_HOURS, Hours::parse);
    }
  }

  static TermsChange of(ResultSet row) throws SQLException {
    return new TermsChange(row.getObject("emergency", Long.class), row.getObject("emergency_wh", Long.class),
        row.getString("recovery"), row.getString("protected_hours"), row.getObject("weekends", Boolean.class),
        row.getObject("grace_days", Integer.class));
  }

  /** The terms with these before them. */
  CreditTerms over(CreditTerms terms) {
    Hours hours = protectedHours == null ? terms.protectedHours()
        : protectedHours.equals(NO_HOURS) ? null : Hours.parse(protectedHours);
    return new CreditTerms(Objects.requireNonNullElse(emergency, terms.emergencyMinor()),
        Objects.requireNonNullElse(emergencyWh, terms.emergencyWh()),
        recovery == null ? terms.recovery() : Recovery.parse(recovery), hours,
        Objects.requireNonNullElse(weekends, terms.weekends()), Objects.requireNonNullElse(graceDays, terms.graceDays()));
  }

  private static void within(String field, Long value, long most) {
    if (value != null && (value < 0 || value > most)) {
      throw new Rejected(422, field + " is " + value + ", allowed is a whole number from 0 to " + most);
    }
  }

  private static void readable(String field, String value, String allowed, Consumer<String> reader) {
    try {
      if (value != null) {
        reader.accept(value);
      }
    } catch (IllegalArgumentException e) {
      throw new Rejected(422, field + " is '" + value + "', allowed is " + allowed);
    }
  }
}
