/** Payments from order to meter, and those that are late. */
package io.paywatt.console.payments;
