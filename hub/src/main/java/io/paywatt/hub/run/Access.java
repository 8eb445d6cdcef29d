package io.paywatt.hub.run;

import io.paywatt.console.AccessServices;
import io.paywatt.console.login.IssuerSettings;
import io.paywatt.console.login.LoginSettings;
import io.paywatt.console.login.Passwords;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;
import io.paywatt.ledger.audit.AuditChain;
import io.paywatt.ledger.audit.AuditReads;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.user.Boundary;
import io.paywatt.ledger.user.Logins;
import io.paywatt.ledger.user.Reveals;
import io.paywatt.ledger.user.Users;

/** Who comes in and who may do what, as configured. */
final class Access {
  private Access() {}

  static AccessServices services(Settings settings, Store store, String apiToken) {
    var login = new LoginSettings(apiToken, settings.get(Keys.SESSION_IDLE), settings.<Boolean>get(Keys.SESSION_SECURE),
        issuer(settings));
    return new AccessServices(login, new Passwords(), new Users(store),
        new Logins(store, settings.<Integer>get(Keys.LOGIN_FAILURES), settings.get(Keys.LOGIN_LOCK)), new Boundary(store),
        new Reveals(store), new AuditReads(store), new AuditChain(store));
  }

  private static IssuerSettings issuer(Settings settings) {
    return settings.has(Keys.OIDC_ISSUER) ? new IssuerSettings(settings.text(Keys.OIDC_ISSUER),
        settings.text(Keys.OIDC_AUDIENCE), settings.text(Keys.OIDC_KEYS_URL), settings.text(Keys.OIDC_NAME_CLAIM),
        settings.text(Keys.OIDC_ROLES_CLAIM), settings.get(Keys.OIDC_ROLES), settings.text(Keys.OIDC_SITES_CLAIM)) : null;
  }
}
