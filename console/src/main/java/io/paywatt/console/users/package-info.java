/** Administration of local users. */
package io.paywatt.console.users;
