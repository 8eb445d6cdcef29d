package io.paywatt.simulator.smpp;

import java.util.List;

/**
 * A text that a hub sent out.
 *
 * @param text  of all parts that came
 * @param parts in the order of their numbers
 */
public record Submitted(String from, String to, String text, List<Part> parts) {
  /**
   * One submit_sm.
   *
   * @param id     as it was answered
   * @param coding data_coding, 8 is UCS-2
   * @param isLong whether a header says which part of a long text it is
   * @param body   short_message as it came, header included
   */
  public record Part(String id, int coding, boolean isLong, byte[] body) {}
}
