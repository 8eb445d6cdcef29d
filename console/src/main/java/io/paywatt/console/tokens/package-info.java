/** Tokens of meters without a network. */
package io.paywatt.console.tokens;
