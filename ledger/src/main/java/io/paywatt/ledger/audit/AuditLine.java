package io.paywatt.ledger.audit;

/** A line before it has its place in the chain. */
record AuditLine(String actor, String role, String action, String subject, String detail) {}
