package io.paywatt.ledger.credit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import io.paywatt.ledger.store.Bulk;
import org.jdbi.v3.core.Handle;

/** The terms in force for some accounts: the account's own before those of its site, these before the configuration. */
public final class AccountTerms {
  private static final String COLUMNS = "t.emergency, t.emergency_wh, t.recovery, t.protected_hours, t.weekends,"
      + " t.grace_days";

  private final CreditTerms usual;
  private final Map<Long, CreditTerms> byAccount = new HashMap<>();

  private AccountTerms(CreditTerms usual) {
    this.usual = usual;
  }

  /** Two statements, however many accounts there are. */
  public static AccountTerms load(Handle handle, CreditRules rules, Collection<Long> accountIds) {
    AccountTerms terms = new AccountTerms(rules.terms());
    Bulk.select(handle, "SELECT a.id, " + COLUMNS + " FROM credit_terms t JOIN room r ON r.site_id = t.site_id"
        + " JOIN account a ON a.room_id = r.id WHERE a.id IN (%s)", accountIds, terms::override);
    Bulk.select(handle, "SELECT t.account_id, " + COLUMNS + " FROM credit_terms t WHERE t.account_id IN (%s)", accountIds,
        terms::override);
    return terms;
  }

  /** What is in force for the account. */
  public CreditTerms of(long accountId) {
    return byAccount.getOrDefault(accountId, usual);
  }

  private CreditTerms override(ResultSet row) throws SQLException {
    long account = row.getLong(1);
    return byAccount.put(account, TermsChange.of(row).over(of(account)));
  }
}
