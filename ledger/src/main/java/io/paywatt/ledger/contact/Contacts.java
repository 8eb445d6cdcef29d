package io.paywatt.ledger.contact;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.csv.ChangesFile;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Keeps the addresses of accounts. The phone of an account is not among them: it belongs to the account. */
public final class Contacts {
  private final Store store;

  public Contacts(Store store) {
    this.store = store;
  }

  /** All of an account, by channel, the newest first. @throws Rejected 404 no such account */
  public List<Contact> of(String account) {
    return store.read(handle -> {
      accountId(handle, account);
      return handle.createQuery("SELECT c.* FROM contact c JOIN account a ON a.id = c.account_id WHERE a.number = :account"
          + " ORDER BY c.channel, c.id DESC").bind("account", account).map((row, context) -> contact(row)).list();
    });
  }

  /**
   * Adds an address, or sets language and consent of one that is there; one that was gone is back.
   *
   * @param actor who says so, for the audit
   * @throws Rejected 400 naming what does not fit, 404 no such account
   */
  public void put(String account, Contact contact, String actor) {
    store.inTransaction(handle -> {
      put(handle, account, contact, actor);
      return null;
    });
  }

  /**
   * Sets the addresses of a CSV file with the columns {@code account,channel,address,locale,opted_in}: all or none.
   *
   * @return how many
   * @throws Rejected 422 naming file and line of everything that is wrong
   */
  public int importFile(Path file, String actor) throws IOException {
    List<ChangesFile.Line<ContactFile.Told>> lines = ContactFile.read(file);
    return store.inTransaction(handle -> {
      ChangesFile.make(lines, told -> put(handle, told.account(), told.contact(), actor));
      return lines.size();
    });
  }

  private void put(Handle handle, String account, Contact contact, String actor) {
    Channels.check(contact);
    handle.createUpdate("INSERT INTO contact (account_id, channel, address, locale, opted_in, created_at)"
            + " VALUES (:account, :channel, :address, :locale, :optedIn, :now) ON DUPLICATE KEY UPDATE locale = :locale,"
            + " opted_in = :optedIn, gone_at = NULL, gone_reason = NULL")
        .bind("account", accountId(handle, account)).bind("channel", contact.channel()).bind("address", contact.address())
        .bind("locale", contact.locale()).bind("optedIn", contact.optedIn()).bind("now", Store.utc(store.now())).execute();
    Audit.add(handle, actor, contact.optedIn() ? "contact-set" : "contact-opt-out", "account:" + account,
        "{\"channel\":\"" + contact.channel() + "\"}");
  }

  /** Takes an address away. @return whether it was there @throws Rejected 404 no such account */
  public boolean remove(String account, String channel, String address, String actor) {
    return store.inTransaction(handle -> {
      boolean removed = handle.createUpdate("DELETE FROM contact WHERE account_id = :account AND channel = :channel"
              + " AND address_hash = UNHEX(SHA2(:address, 256))").bind("account", accountId(handle, account))
          .bind("channel", channel).bind("address", address).execute() > 0;
      if (removed) {
        Audit.add(handle, actor, "contact-remove", "account:" + account, null);
      }
      return removed;
    });
  }

  /** A provider knows the address to which it was to send this notice no more: it is not used again, by whatever account. */
  public static void gone(Handle handle, long noticeId, String reason, Store store) {
    handle.createUpdate("UPDATE contact c JOIN notice n ON n.account_id = c.account_id AND n.channel = c.channel"
            + " AND c.address_hash = UNHEX(SHA2(n.recipient, 256)) SET c.gone_at = :now, c.gone_reason = :reason"
            + " WHERE n.id = :notice AND c.gone_at IS NULL")
        .bind("notice", noticeId).bind("reason", reason).bind("now", Store.utc(store.now())).execute();
  }

  private static long accountId(Handle handle, String account) {
    return handle.createQuery("SELECT id FROM account WHERE number = :account").bind("account", account).mapTo(Long.class)
        .findOne().orElseThrow(() -> new Rejected(404, "account is '" + account + "', there is no such account"));
  }

  private static Contact contact(ResultSet row) throws SQLException {
    return new Contact(row.getString("channel"), row.getString("address"), row.getString("locale"), row.getBoolean("opted_in"),
        Store.instant(row.getObject("gone_at", LocalDateTime.class)), row.getString("gone_reason"));
  }
}
