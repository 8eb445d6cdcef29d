package io.paywatt.ledger.store;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that keep no process alive. */
public final class Daemons {
  private static final int IDLE_SECONDS = 10;

  private Daemons() {}

  /** Makes threads of this name. */
  public static ThreadFactory named(String name) {
    return run -> {
      Thread thread = new Thread(run, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** A thread for whatever is to run, at once; idle ones end. */
  public static ExecutorService asNeeded(String name) {
    return new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), named(name));
  }
}
