package io.paywatt.ledger.notice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.contact.Channels;
import io.paywatt.ledger.store.Bulk;
import org.jdbi.v3.core.Handle;

/** The addresses by which residents are reached: their contacts, and the phone of the account unless it sent STOP. */
final class Ways {
  private final Map<Long, List<Way>> byAccount = new HashMap<>();

  /** @param locale language of messages to it, or null: the account's */
  record Way(String channel, String address, String locale) {}

  private Ways() {}

  /** Two statements, however many accounts there are. */
  static Ways load(Handle handle, Collection<Long> accountIds) {
    Ways ways = new Ways();
    Bulk.select(handle, "SELECT account_id, channel, address, locale FROM contact WHERE opted_in AND gone_at IS NULL"
            + " AND NOT EXISTS (SELECT 1 FROM sms_stop st WHERE st.phone = address) AND account_id IN (%s) ORDER BY id DESC", accountIds,
        row -> ways.of(row.getLong(1)).add(new Way(row.getString(2), row.getString(3), row.getString(4))));
    Bulk.select(handle, "SELECT a.id, TRIM(a.phone) FROM account a WHERE TRIM(a.phone) <> ''"
            + " AND NOT EXISTS (SELECT 1 FROM sms_stop st WHERE st.phone = a.phone) AND a.id IN (%s)", accountIds,
        row -> ways.of(row.getLong(1)).add(new Way(Channels.SMS, row.getString(2), null)));
    return ways;
  }

  private List<Way> of(long accountId) {
    return byAccount.computeIfAbsent(accountId, id -> new ArrayList<>());
  }

  /** In the order in which they are tried, one a channel. */
  List<Way> of(long accountId, List<String> channels) {
    List<Way> all = byAccount.getOrDefault(accountId, List.of());
    return channels.stream().flatMap(channel -> all.stream().filter(way -> way.channel().equals(channel)).limit(1)).toList();
  }

  /** Those that come after a channel. */
  List<Way> after(long accountId, List<String> channels, String channel) {
    return of(accountId, channels.subList(channels.indexOf(channel) + 1, channels.size()));
  }
}
