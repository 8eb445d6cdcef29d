package io.paywatt.ledger.notice;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What is found out when a message is written, not when its cause happens: whoever pays does not wait for it. */
@FunctionalInterface
public interface LateFacts {
  /** Nothing is found out. */
  LateFacts NONE = (handle, notices, now) -> {};

  /** Adds to the params of the notices it knows something about. */
  void add(Handle handle, List<NewNotice> notices, Instant now);
}
