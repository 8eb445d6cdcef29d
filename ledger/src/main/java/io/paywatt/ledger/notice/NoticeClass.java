package io.paywatt.ledger.notice;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Kinds that are treated alike.
 *
 * @param importance 1 for the class that goes first
 * @param channels   in the order in which they are tried
 * @param expires    age at which a message is dropped
 * @param quietWaits whether it waits in quiet hours
 * @param limited    whether it counts with the limits of a person and of the day's cost
 * @param againAfter the same is not said again before, or null
 * @param digest     what comes within goes as one message, or null
 */
record NoticeClass(String name, int importance, Set<String> kinds, List<String> channels, Duration expires,
    boolean quietWaits, boolean limited, Consent consent, Duration againAfter, Duration digest) {
  /** Who gets it: everybody, who has not declined, who has asked. */
  enum Consent { NONE, OPT_OUT, OPT_IN }

  /** @param choice what the resident chose, or null */
  boolean isWanted(Boolean choice) {
    return switch (consent) {
      case NONE -> true;
      case OPT_OUT -> choice == null || choice;
      case OPT_IN -> choice != null && choice;
    };
  }
}
