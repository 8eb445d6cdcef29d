package io.paywatt.ledger.replay;

import java.time.Instant;
import java.util.Map;

/**
 * A message to hand to its door again.
 *
 * @param run         the run it belongs to
 * @param id          the failed message
 * @param replayTo    name of the direct: door
 * @param contentType of the body, or null
 * @param headers     text headers without secrets
 * @param notBefore   its turn: the rate of the run
 * @param perSecond   the rate
 */
public record ReplayItem(long run, long id, String replayTo, String contentType, Map<String, String> headers, byte[] body,
    Instant notBefore, int perSecond) {}
