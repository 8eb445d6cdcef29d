package io.paywatt.ledger.sms;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Accounts by the phone that stands on them, and by what a text names. */
final class SmsAccounts {
  private static final String SELECT = "SELECT a.id, a.phone, a.locale, m.id AS meter_id, m.serial FROM account a"
      + " JOIN meter m ON m.account_id = a.id WHERE ";

  /** A meter with the account it is on. @param phone as it stands on the account, or null */
  record Metered(long accountId, String phone, String locale, long meterId, String serial) {
    static Metered of(ResultSet row) throws SQLException {
      return new Metered(row.getLong("id"), row.getString("phone"), row.getString("locale"), row.getLong("meter_id"),
          row.getString("serial"));
    }
  }

  private SmsAccounts() {}

  /** Meters of the accounts that hold the phone in any form. */
  static List<Metered> ofPhone(Handle handle, List<String> forms) {
    return handle.createQuery(SELECT + "a.phone IN (<forms>) ORDER BY a.id, m.id").bindList("forms", forms)
        .map((row, context) -> Metered.of(row)).list();
  }

  /** The meter of that serial, or the first meter of the account of that number. */
  static Optional<Metered> named(Handle handle, String name) {
    return first(handle, "m.serial", name).or(() -> first(handle, "a.number", name));
  }

  private static Optional<Metered> first(Handle handle, String column, String name) {
    return handle.createQuery(SELECT + column + " IN (<names>) ORDER BY m.id LIMIT 1")
        .bindList("names", List.of(name, name.toUpperCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)))
        .map((row, context) -> Metered.of(row)).findOne();
  }
}
