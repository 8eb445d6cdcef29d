package io.paywatt.ledger.failed;

import java.util.Map;

/**
 * What failed on a route, whole.
 *
 * @param routeId      route in which it failed
 * @param stepId       step that failed, or null
 * @param location     file:line of the step, or null
 * @param replayTo     name of the direct: door that takes it again, or null when it can't be replayed
 * @param contentType  of the body, or null
 * @param headers      the text headers, without secrets
 * @param body         as it entered the route
 * @param error        the cause
 * @param routeVersion SHA-256 of the route's file, 64 hexadecimal digits, or null
 * @param attempts     how often the step was tried, from 1
 * @param providerCode what the other side answered, e.g. {@code HTTP 503}, or null
 */
public record FailedMessage(String routeId, String stepId, String location, String replayTo, String contentType,
    Map<String, String> headers, byte[] body, Throwable error, String routeVersion, int attempts, String providerCode) {
  /** A failure that the ledger itself found: no file, one try. */
  public FailedMessage(String routeId, String stepId, String location, String replayTo, String contentType,
      Map<String, String> headers, byte[] body, Throwable error) {
    this(routeId, stepId, location, replayTo, contentType, headers, body, error, null, 1, null);
  }
}
