package io.paywatt.ledger.replay;

import java.util.List;

/**
 * What became of an edit.
 *
 * @param version  the new version, or null while it waits for a second person
 * @param approval number of the approval it waits for, or null
 * @param changes  what it changes
 */
public record EditResult(Integer version, Long approval, List<JsonDiff> changes) {}
