/** Further addresses of accounts. */
package io.paywatt.console.contacts;
