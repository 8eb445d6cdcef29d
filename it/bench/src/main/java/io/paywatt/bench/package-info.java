/** Measures the hub beside a plain program that does the same work, in the same run: {@code ./paywatt bench}. */
package io.paywatt.bench;
