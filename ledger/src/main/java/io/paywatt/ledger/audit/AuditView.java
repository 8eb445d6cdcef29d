package io.paywatt.ledger.audit;

import java.time.Instant;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A line of the audit.
 *
 * @param role    with which right: a role, terminal, or hub: nobody asked for it; - in lines from before roles were
 * @param reason  why, or null
 * @param before  what was there, or null
 * @param after   what is there now, or null
 * @param detail  what else was written down, or null
 * @param hash    of this line and, through it, of all before
 */
public record AuditView(long id, Instant at, String actor, String role, String action, String subject, String reason,
    JsonNode before, JsonNode after, JsonNode detail, String hash) {}
