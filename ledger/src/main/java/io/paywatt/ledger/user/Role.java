package io.paywatt.ledger.user;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import io.paywatt.ledger.Rejected;

/** What somebody may do. */
public enum Role {
  /** Looks, with personal data and tokens masked. */
  VIEWER,
  /** Finds what went wrong and mends it: replays, commands, holds; reveals personal data for a reason. */
  SUPPORT,
  /** Also decides on money: refunds, debts, what somebody else has asked for. */
  APPROVER,
  /** Looks, and works on the routes. */
  INTEGRATOR,
  /** Everything, users included. */
  ADMINISTRATOR;

  /** The words of all roles. */
  public static final List<String> WORDS = Arrays.stream(values()).map(Role::word).toList();

  /** As it is written in requests, documents and the account store. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether who has this role may do what needs the other one. */
  public boolean includes(Role needed) {
    return switch (this) {
      case ADMINISTRATOR -> true;
      case APPROVER -> needed == APPROVER || needed == SUPPORT || needed == VIEWER;
      case SUPPORT -> needed == SUPPORT || needed == VIEWER;
      case INTEGRATOR -> needed == INTEGRATOR || needed == VIEWER;
      case VIEWER -> needed == VIEWER;
    };
  }

  /** Whether one of the roles may do what needs the other one. */
  public static boolean anyIncludes(Collection<Role> roles, Role needed) {
    return roles.stream().anyMatch(role -> role.includes(needed));
  }

  /** @throws Rejected 422 for another word */
  public static Role of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst()
        .orElseThrow(() -> new Rejected(422, "roles has '" + word + "', allowed are " + String.join(", ", WORDS)));
  }

  /** @throws Rejected 422 for another word, or none at all */
  public static Set<Role> of(Collection<String> words) {
    if (words.isEmpty()) {
      throw new Rejected(422, "roles is empty, allowed are " + String.join(", ", WORDS));
    }
    Set<Role> roles = new TreeSet<>();
    words.forEach(word -> roles.add(of(word)));
    return roles;
  }

  /** The words, in the order of the roles. */
  public static List<String> words(Collection<Role> roles) {
    return new TreeSet<>(roles).stream().map(Role::word).toList();
  }
}
