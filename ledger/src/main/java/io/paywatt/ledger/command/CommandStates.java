package io.paywatt.ledger.command;

import java.util.Set;

/**
 * The life of a command: queued, sent, accepted (the meter says it is done), proven (what it should do was seen); or refused
 * or failed by the meter's word, or expired.
 */
public final class CommandStates {
  /** The states of what a meter has done, as an SQL list. */
  public static final String TAKEN = "('accepted', 'proven')";
  private static final Set<String> TAKEN_STATES = Set.of("accepted", "proven");

  private CommandStates() {}

  /** Whether the meter has done it. @param state null for a command that does not exist */
  public static boolean isTaken(String state) {
    return state != null && TAKEN_STATES.contains(state);
  }
}
