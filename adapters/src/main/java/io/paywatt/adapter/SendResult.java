package io.paywatt.adapter;

/**
 * What became of one notice at a provider.
 *
 * @param id       row of the notice
 * @param provider aliyun, file, ...
 * @param ref      the provider's reference, null when it did not take the notice
 * @param again    try later: the fault is passing, or a person can mend it
 * @param error    what went wrong, null when taken
 */
public record SendResult(long id, String provider, String ref, boolean again, String error) {
  /** Taken by the provider. */
  public static SendResult taken(long id, String provider, String ref) {
    return new SendResult(id, provider, ref, false, null);
  }

  /** Not taken. */
  public static SendResult refused(long id, String provider, boolean again, String error) {
    return new SendResult(id, provider, null, again, error);
  }

  /** Whether the provider took it. */
  public boolean sent() {
    return error == null;
  }
}
