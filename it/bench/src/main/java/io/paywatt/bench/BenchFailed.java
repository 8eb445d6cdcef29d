package io.paywatt.bench;

/** Why nothing could be measured, in words for the person who started it. */
final class BenchFailed extends Exception {
  BenchFailed(String message) {
    super(message);
  }
}
