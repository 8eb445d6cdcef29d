/** How somebody comes in: the token of the API, a session after a password, or a token of the company's own issuer. */
package io.paywatt.console.login;
