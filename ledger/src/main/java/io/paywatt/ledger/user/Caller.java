package io.paywatt.ledger.user;

import java.util.Set;

/**
 * Who asks, and what they may do and see.
 *
 * @param name  as the audit names them
 * @param roles what they may do
 * @param scope of which sites they see anything
 */
public record Caller(String name, Set<Role> roles, Scope scope) {
  public Caller {
    roles = Set.copyOf(roles);
  }

  /** Whether they may do what needs this role. */
  public boolean may(Role needed) {
    return Role.anyIncludes(roles, needed);
  }

  /** The role under which they do something, for the audit. */
  public Role as(Role needed) {
    return roles.stream().filter(role -> role.includes(needed)).min(Role::compareTo).orElse(needed);
  }
}
