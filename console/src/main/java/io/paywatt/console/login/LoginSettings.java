package io.paywatt.console.login;

import java.time.Duration;

/**
 * How people come in.
 *
 * @param apiToken bearer token of the API, not blank
 * @param idle     a session without use ends after this
 * @param secure   whether browsers send the cookies over TLS alone
 * @param issuer   whose tokens are believed beside it, or null
 */
public record LoginSettings(String apiToken, Duration idle, boolean secure, IssuerSettings issuer) {}
