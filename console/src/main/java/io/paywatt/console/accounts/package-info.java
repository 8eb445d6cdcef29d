/** Find an account, its balance, its statement. */
package io.paywatt.console.accounts;
