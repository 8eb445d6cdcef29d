/** Credit: terms of accounts and sites, holds, days without a cut, debts. */
package io.paywatt.console.credit;
