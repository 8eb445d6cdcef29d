/** What every screen of the API shares: authentication, reading a request, answering, and errors as RFC 9457 problems. */
package io.paywatt.console.http;
