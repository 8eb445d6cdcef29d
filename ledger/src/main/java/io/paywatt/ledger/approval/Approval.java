package io.paywatt.ledger.approval;

import java.time.Instant;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Something that waits for a second person, or that was decided.
 *
 * @param kind        what happens once it is approved, e.g. {@code failed-edit}
 * @param subject     what it is about, e.g. {@code failed:17}
 * @param content     what is asked for
 * @param reason      why it is asked for
 * @param requestedBy who asks
 * @param state       waiting, approved or rejected
 * @param decidedBy   who decided, never the one who asked when it is approved; null while it waits
 * @param decision    why it was decided so, or null
 */
public record Approval(long id, String kind, String subject, ObjectNode content, String reason, String requestedBy,
    Instant requestedAt, String state, String decidedBy, Instant decidedAt, String decision) {}
