package io.paywatt.ledger.failed;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import io.paywatt.ledger.store.Bulk;
import org.jdbi.v3.core.Handle;

/** What a message is found by: its facts as columns, its words as rows. Written again when its body is edited. */
final class SearchIndex {
  private static final String BY_METER = "SELECT a.id, a.number, a.phone, a.holder, m.serial FROM meter m JOIN account a"
      + " ON a.id = m.account_id WHERE m.serial = :key";
  private static final String BY_NUMBER = "SELECT id, number, phone, holder, NULL AS serial FROM account"
      + " WHERE number = :key";
  private static final String BY_ORDER = "SELECT a.id, a.number, a.phone, a.holder, m.serial FROM topup t JOIN account a"
      + " ON a.id = t.account_id JOIN meter m ON m.id = t.meter_id WHERE t.id = :key";

  /** Whose message it is. */
  record Owner(Long id, String number, String phone, String holder, String serial) {
    /** Names and numbers that the message may say. */
    List<String> people() {
      return Stream.of(phone, holder).filter(Objects::nonNull).toList();
    }
  }

  private SearchIndex() {}

  /** For a message without words yet. */
  static void write(Handle handle, long id, Facts facts, Owner owner, byte[] body, Map<String, String> headers,
      String error) {
    handle.createUpdate("UPDATE failed_message SET provider = :provider, reference = :reference, order_id = :order,"
            + " account_id = :accountId, account = :account, meter = :meter, amount = :amount, currency = :currency"
            + " WHERE id = :id")
        .bind("id", id).bind("provider", facts.provider()).bind("reference", facts.reference())
        .bind("order", facts.orderId()).bind("accountId", owner.id())
        .bind("account", owner.number() != null ? owner.number() : facts.account())
        .bind("meter", facts.meter() != null ? facts.meter() : owner.serial()).bind("amount", facts.amount())
        .bind("currency", facts.currency()).execute();
    Words words = new Words().addPhone(owner.phone()).add(owner.number()).add(owner.serial())
        .add(new String(body, StandardCharsets.UTF_8)).add(error);
    headers.values().forEach(words::add);
    put(handle, id, words.all());
  }

  private static void put(Handle handle, long id, Set<String> words) {
    // in the order of the key: two that write at a time wait for each other instead of ending in a deadlock
    List<Object[]> rows = words.stream().sorted().map(word -> new Object[] {word, id}).toList();
    if (!rows.isEmpty()) {
      Bulk.insert(handle, "INSERT IGNORE INTO failed_word (word, message_id) VALUES %s", rows);
    }
  }

  /** Whose meter, account or order it names; all null when nobody is known. */
  static Owner owner(Handle handle, Facts facts) {
    Owner found = facts.meter() == null ? null : look(handle, BY_METER, facts.meter());
    found = found != null || facts.account() == null ? found : look(handle, BY_NUMBER, facts.account());
    found = found != null || facts.orderId() == null ? found : look(handle, BY_ORDER, facts.orderId());
    return found != null ? found : new Owner(null, null, null, null, null);
  }

  private static Owner look(Handle handle, String sql, String key) {
    return handle.createQuery(sql).bind("key", key).map((row, context) -> new Owner(row.getLong("id"),
        row.getString("number"), row.getString("phone"), row.getString("holder"), row.getString("serial")))
        .findOne().orElse(null);
  }
}
