package io.paywatt.console;

import io.paywatt.console.login.LoginSettings;
import io.paywatt.console.login.Passwords;
import io.paywatt.ledger.audit.AuditChain;
import io.paywatt.ledger.audit.AuditReads;
import io.paywatt.ledger.user.Boundary;
import io.paywatt.ledger.user.Logins;
import io.paywatt.ledger.user.Reveals;
import io.paywatt.ledger.user.Users;

/** Who comes in, who may do what, and what was done. */
public record AccessServices(LoginSettings settings, Passwords passwords, Users users, Logins logins, Boundary boundary,
    Reveals reveals, AuditReads audit, AuditChain chain) {}
