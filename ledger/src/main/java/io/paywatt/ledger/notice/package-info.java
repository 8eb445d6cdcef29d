/**
 * Messages to residents and administrators: rendered from {@code config/texts}, sent at least once by whatever
 * gateway the routes name. A notice that fails never touches money.
 */
package io.paywatt.ledger.notice;
