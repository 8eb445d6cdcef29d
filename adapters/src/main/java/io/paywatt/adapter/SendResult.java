package io.paywatt.adapter;

import java.time.Duration;
import java.util.List;

/**
 * What became of one notice at a provider.
 *
 * @param id       row of the notice
 * @param provider aliyun, file, ...
 * @param ref      the provider's reference for people, null when it did not take the notice
 * @param receipts ids by which receipts will name it; none when the provider sends none
 * @param again    try later: the fault is passing, or a person can mend it
 * @param after    not before that time, when the provider names one, or null
 * @param gone     the provider knows the address no more
 * @param error    its code and words, null when taken
 */
public record SendResult(long id, String provider, String ref, List<String> receipts, boolean again, Duration after,
    boolean gone, String error) {
  private static final int LONGEST_ERROR = 300;

  /** Taken by a provider that sends no receipts. */
  public static SendResult taken(long id, String provider, String ref) {
    return taken(id, provider, ref, List.of());
  }

  /** Taken; receipts will follow. */
  public static SendResult taken(long id, String provider, String ref, List<String> receipts) {
    return new SendResult(id, provider, ref, List.copyOf(receipts), false, null, false, null);
  }

  /** Not taken. */
  public static SendResult refused(long id, String provider, boolean again, String error) {
    return new SendResult(id, provider, null, List.of(), again, null, false, cut(error));
  }

  /** Not taken now: too much at once. */
  public static SendResult throttled(long id, String provider, Duration after, String error) {
    return new SendResult(id, provider, null, List.of(), true, after, false, cut(error));
  }

  /** Not taken: nobody is at this address any more. */
  public static SendResult gone(long id, String provider, String error) {
    return new SendResult(id, provider, null, List.of(), false, null, true, cut(error));
  }

  /** Whether the provider took it. */
  public boolean sent() {
    return error == null;
  }

  private static String cut(String error) {
    return error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error;
  }
}
