/** The desk of failed messages. */
package io.paywatt.console.failed;
