package io.paywatt.ledger.failed;

import java.util.Map;

/**
 * A message to hand to its door again.
 *
 * @param replayTo    name of the direct: door
 * @param contentType of the body, or null
 * @param headers     text headers without secrets
 */
public record ReplayItem(long id, String replayTo, String contentType, Map<String, String> headers, byte[] body) {}
