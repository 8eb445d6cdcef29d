package io.paywatt.console.login;

import java.util.Map;
import io.paywatt.ledger.user.Role;

/**
 * An OpenID Connect issuer whose tokens are believed.
 *
 * @param issuer     its {@code iss}
 * @param audience   the {@code aud} its tokens for this hub have
 * @param keysUrl    where its JSON Web Key Set is
 * @param nameClaim  claim with the name for the audit
 * @param rolesClaim claim with the roles, a text or an array; a dot leads into an object
 * @param roles      value of that claim: role
 * @param sitesClaim claim with names of sites, {@code *} for every site
 */
public record IssuerSettings(String issuer, String audience, String keysUrl, String nameClaim, String rolesClaim,
    Map<String, Role> roles, String sitesClaim) {}
