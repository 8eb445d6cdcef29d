package io.paywatt.ledger.user;

import java.time.Instant;
import java.util.List;

/**
 * A user as administrators see one; never with a password or its hash.
 *
 * @param roles       words of {@link Role}
 * @param everySite   whether they see every site, also those that come later
 * @param sites       names of their sites; empty when they see every site
 * @param lockedUntil when passwords are looked at again after too many wrong ones, or null
 */
public record UserView(String name, List<String> roles, boolean everySite, List<String> sites, boolean disabled,
    Instant lockedUntil, Instant createdAt) {}
