package io.paywatt.ledger.audit;

import java.util.function.Supplier;

/** With which right the work on this thread is done: the door that let somebody in says it, the audit writes it down. */
public final class Acting {
  /** What the hub does by itself. */
  public static final String HUB = "hub";
  /** Somebody at the terminal of the hub, who may do everything. */
  public static final String TERMINAL = "terminal";

  private static final ThreadLocal<String> ROLE = ThreadLocal.withInitial(() -> HUB);

  private Acting() {}

  /** Does the work with this right. @param role word of a role, or {@link #TERMINAL}; at most 16 characters */
  public static <T> T as(String role, Supplier<T> work) {
    String before = ROLE.get();
    ROLE.set(role);
    try {
      return work.get();
    } finally {
      ROLE.set(before);
    }
  }

  /** All that this thread does from now on; for a process that serves one person. */
  public static void becomes(String role) {
    ROLE.set(role);
  }

  static String role() {
    return ROLE.get();
  }
}
