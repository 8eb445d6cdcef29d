package io.paywatt.meter.mqtt;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one batch after the other through the route. A batch that failed is tried again until it succeeds or the inbox is
 * closed; only a batch that succeeded is acknowledged.
 */
final class BatchWorker implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchWorker.class);
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LAST_PAUSE_MILLIS = 5_000;

  /** The route. */
  interface Door {
    /** @return null when the batch was processed to its end, else why not */
    Throwable process(List<Delivery> batch);
  }

  private final Inbox inbox;
  private final Door door;
  private final Runnable whenDone;
  private volatile String trouble;

  BatchWorker(Inbox inbox, Door door, Runnable whenDone) {
    this.inbox = inbox;
    this.door = door;
    this.whenDone = whenDone;
  }

  /** Why the current batch fails, or null. */
  String trouble() {
    return trouble;
  }

  @Override
  public void run() {
    try {
      for (List<Delivery> batch = inbox.take(); !batch.isEmpty(); batch = inbox.take()) {
        if (processed(batch)) {
          batch.forEach(Delivery::acknowledge);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      whenDone.run();
    }
  }

  private boolean processed(List<Delivery> batch) throws InterruptedException {
    long pause = FIRST_PAUSE_MILLIS;
    for (int attempt = 1;; attempt++) {
      Throwable fault = door.process(batch);
      if (fault == null) {
        trouble = null;
        return true;
      }
      trouble = "a batch of " + batch.size() + " failed " + attempt + " times: " + fault;
      LOG.warn("Batch of {} failed (attempt {}), trying again in {} ms", batch.size(), attempt, pause, fault);
      if (!inbox.pause(pause)) {
        return false;
      }
      pause = Math.min(pause * 2, LAST_PAUSE_MILLIS);
    }
  }
}
