package io.paywatt.ledger.payment;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** An order as the database knows it. @param claimedAt the provider is being called since then, or null */
record TopupRow(String id, String requestSha256, String provider, String account, String meter, String room, String site,
    long amount, String currency, String state, String response, String failure, Instant claimedAt, Instant createdAt) {
  private static final String SELECT = "SELECT t.id, t.request_sha256, t.provider, a.number, m.serial, r.name AS room,"
      + " s.name AS site, t.amount, t.currency, t.state, t.response, t.failure, t.claimed_at, t.created_at FROM topup t"
      + " JOIN account a ON a.id = t.account_id JOIN meter m ON m.id = t.meter_id JOIN room r ON r.id = a.room_id"
      + " JOIN site s ON s.id = r.site_id WHERE ";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

  /** Locks the order of the key, then reads it. */
  static Optional<TopupRow> lockByKey(Handle handle, String key) {
    return handle.createQuery("SELECT id FROM topup WHERE idempotency_key = :key FOR UPDATE").bind("key", key)
        .mapTo(String.class).findOne().flatMap(id -> find(handle, id));
  }

  static Optional<TopupRow> find(Handle handle, String id) {
    return handle.createQuery(SELECT + "t.id = :id").bind("id", id)
        .map((row, context) -> new TopupRow(row.getString("id"), row.getString("request_sha256"),
            row.getString("provider"), row.getString("number"), row.getString("serial"), row.getString("room"),
            row.getString("site"), row.getLong("amount"), row.getString("currency"), row.getString("state"),
            row.getString("response"), row.getString("failure"),
            Store.instant(row.getObject("claimed_at", LocalDateTime.class)),
            Store.instant(row.getObject("created_at", LocalDateTime.class))))
        .findOne();
  }

  /** @return the order number */
  static String add(Handle handle, String key, TopupRequest request, TopupTarget target, Instant now) {
    String id = newId(now);
    handle.createUpdate("INSERT INTO topup (id, idempotency_key, request_sha256, provider, account_id, meter_id, amount,"
            + " currency, state, claimed_at, created_at)"
            + " VALUES (:id, :key, :sha, :provider, :account, :meter, :amount, :currency, 'opening', :now, :now)")
        .bind("id", id).bind("key", key).bind("sha", request.sha256()).bind("provider", request.provider())
        .bind("account", target.accountId()).bind("meter", target.meterId()).bind("amount", request.amount())
        .bind("currency", target.currency()).bind("now", Store.utc(now)).execute();
    return id;
  }

  /** PW, the day in UTC and 12 random signs: fits every provider (WeChat takes 6 to 32 of these). */
  private static String newId(Instant now) {
    StringBuilder id = new StringBuilder("PW").append(DAY.format(now));
    for (int i = 0; i < 12; i++) {
      id.append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
    }
    return id.toString();
  }
}
