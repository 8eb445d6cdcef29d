/** How far a top-up has come. */
package io.paywatt.console.topups;
