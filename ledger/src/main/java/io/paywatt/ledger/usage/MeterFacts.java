package io.paywatt.ledger.usage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.Utility;
import org.jdbi.v3.core.Handle;

/**
 * What of a meter is needed to make usage from its registers and charges.
 *
 * @param keptUntil start of the first day that is not kept, null when none is
 */
record MeterFacts(long id, long siteId, long rangeWh, int multiplier, String currency, Utility utility, Instant keptUntil) {
  private static final int NOT_FOUND = 404;
  private static final String FACTS = "SELECT m.id, r.site_id, m.register_range_wh, m.multiplier, a.currency, m.utility,"
      + " b.kept_until FROM meter m JOIN account a ON a.id = m.account_id JOIN room r ON r.id = a.room_id"
      + " LEFT JOIN meter_billing b ON b.meter_id = m.id WHERE ";

  /** @throws Rejected 404 for an unknown serial */
  static MeterFacts of(Handle handle, String serial) {
    return handle.createQuery(FACTS + "m.serial = :serial").bind("serial", serial)
        .map((row, ctx) -> of(row)).findOne()
        .orElseThrow(() -> new Rejected(NOT_FOUND, "There is no meter '" + serial + "'"));
  }

  static MeterFacts of(Handle handle, long id) {
    return handle.createQuery(FACTS + "m.id = :id").bind("id", id).map((row, ctx) -> of(row)).one();
  }

  /** @throws Rejected 404 for an unknown account */
  static String currencyOf(Handle handle, String number) {
    return handle.createQuery("SELECT currency FROM account WHERE number = :n").bind("n", number).mapTo(String.class).findOne()
        .orElseThrow(() -> new Rejected(NOT_FOUND, "There is no account '" + number + "'"));
  }

  /** The meters of an account for a utility. */
  static List<MeterFacts> ofAccount(Handle handle, String number, Utility utility) {
    return handle.createQuery(FACTS + "a.number = :n AND m.utility = :utility ORDER BY m.id").bind("n", number)
        .bind("utility", utility.word()).map((row, ctx) -> of(row)).list();
  }

  /** The meters of a site for a utility, one more than the most at the most. */
  static List<MeterFacts> ofSite(Handle handle, long siteId, Utility utility, int most) {
    return handle.createQuery(FACTS + "r.site_id = :site AND m.utility = :utility ORDER BY m.id LIMIT :limit").bind("site", siteId)
        .bind("utility", utility.word()).bind("limit", most + 1).map((row, ctx) -> of(row)).list();
  }

  private static MeterFacts of(ResultSet row) throws SQLException {
    return new MeterFacts(row.getLong(1), row.getLong(2), row.getLong(3), row.getInt(4), row.getString(5),
        Utility.of(row.getString(6)), Store.instant(row.getObject(7, LocalDateTime.class)));
  }
}
