/** What the daily settlements found. */
package io.paywatt.console.settlements;
