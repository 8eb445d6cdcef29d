package io.paywatt.simulator.http;

/** How a provider that is down behaves towards every call. */
public enum Outage {
  /** It is not down. */
  NONE,
  /** It answers 5xx and does nothing. */
  ERRORS,
  /** It does nothing and closes the connection without an answer. */
  SILENT
}
