package io.paywatt.ledger.user;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/** What a request is about, and to which site that belongs. */
public enum Subject {
  /** Account number. */
  ACCOUNT("SELECT r.site_id FROM account a JOIN room r ON r.id = a.room_id WHERE a.number = :id"),
  /** Serial of a meter. */
  METER("SELECT r.site_id FROM meter m JOIN account a ON a.id = m.account_id JOIN room r ON r.id = a.room_id"
      + " WHERE m.serial = :id"),
  /** Number of a payment, our order number, or {@code claim-} and its number. */
  PAYMENT("SELECT r.site_id FROM payment p JOIN account a ON a.id = p.account_id JOIN room r ON r.id = a.room_id"
      + " WHERE p.id = :id"),
  /** Our order number. */
  TOPUP("SELECT r.site_id FROM topup t JOIN account a ON a.id = t.account_id JOIN room r ON r.id = a.room_id WHERE t.id = :id"),
  /** Number of an anomaly. */
  ANOMALY("SELECT site_id FROM anomaly WHERE id = :id"),
  /** Number of a notice: the site of the account that is told. */
  NOTICE("SELECT r.site_id FROM notice n JOIN account a ON a.id = n.account_id JOIN room r ON r.id = a.room_id WHERE n.id = :id"),
  /** Number of a failed message. */
  FAILED("SELECT r.site_id FROM failed_message f JOIN account a ON a.id = f.account_id JOIN room r ON r.id = a.room_id"
      + " WHERE f.id = :id"),
  /** Number of an approval: of the message that it is about. */
  APPROVAL("SELECT r.site_id FROM approval p JOIN failed_message f ON f.id = CAST(SUBSTRING_INDEX(p.subject, ':', -1) AS SIGNED)"
      + " JOIN account a ON a.id = f.account_id JOIN room r ON r.id = a.room_id WHERE p.id = :id AND p.subject LIKE 'failed:%'"),
  /** Number of a difference that a settlement found. */
  DIFFERENCE("SELECT r.site_id FROM settlement_difference d LEFT JOIN payment p ON p.id = d.payment_id"
      + " LEFT JOIN meter m ON m.id = d.meter_id LEFT JOIN topup t ON t.id = d.order_id"
      + " JOIN account a ON a.id = COALESCE(p.account_id, m.account_id, t.account_id) JOIN room r ON r.id = a.room_id"
      + " WHERE d.id = :id"),
  /** Number of a replay: all of its messages. */
  REPLAY("SELECT DISTINCT COALESCE(r.site_id, 0) FROM replay_item i LEFT JOIN failed_message f ON f.id = i.message_id"
      + " LEFT JOIN account a ON a.id = f.account_id LEFT JOIN room r ON r.id = a.room_id WHERE i.run_id = :id"),
  /** Id of a site. */
  SITE("SELECT id FROM site WHERE id = :id"),
  /** Name of a site. */
  SITE_NAME("SELECT id FROM site WHERE name = :id");

  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final String CLAIM = "claim-";
  private static final String CLAIM_SITE = "SELECT COALESCE(pr.site_id, mr.site_id) FROM inquiry i"
      + " LEFT JOIN topup t ON t.id = i.order_id LEFT JOIN account pa ON pa.id = t.account_id"
      + " LEFT JOIN room pr ON pr.id = pa.room_id LEFT JOIN meter m ON m.serial = i.meter"
      + " LEFT JOIN account ma ON ma.id = m.account_id LEFT JOIN room mr ON mr.id = ma.room_id WHERE i.id = :id";

  private final String siteOf;

  Subject(String siteOf) {
    this.siteOf = siteOf;
  }

  /** As the description of the API writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The sites it belongs to; none when it is not there, or has none. */
  List<Long> sites(Handle handle, String id) {
    if (this != PAYMENT || NUMBER.matcher(id).matches()) {
      return all(handle, siteOf, id);
    }
    return id.startsWith(CLAIM) ? all(handle, CLAIM_SITE, id.substring(CLAIM.length())) : all(handle, TOPUP.siteOf, id);
  }

  private static List<Long> all(Handle handle, String sql, String id) {
    return handle.createQuery(sql).bind("id", id).mapTo(Long.class).list().stream().filter(Objects::nonNull).toList();
  }
}
