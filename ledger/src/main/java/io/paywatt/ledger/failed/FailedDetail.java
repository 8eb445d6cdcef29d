package io.paywatt.ledger.failed;

import java.time.Instant;
import java.util.Map;

/**
 * A failed message, whole.
 *
 * @param item         its line in the list
 * @param replayTo     name of the direct: door, or null
 * @param routeVersion SHA-256 of the file of the route as it ran, or null
 * @param contentType  of the body, or null
 * @param headers      text headers without secrets
 * @param bodyEncoding utf-8 or base64: how {@code body} is written
 * @param body         as it entered the route, or as it was edited
 * @param stack        stack trace of the cause
 * @param lastReplay   when it was last handed to its door, or null
 */
public record FailedDetail(FailedView item, String replayTo, String routeVersion, String contentType,
    Map<String, String> headers, String bodyEncoding, String body, String stack, Instant lastReplay) {}
