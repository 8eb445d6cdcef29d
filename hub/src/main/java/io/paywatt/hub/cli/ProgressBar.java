package io.paywatt.hub.cli;

import java.util.Locale;

/** A line at the terminal that says how far a long run is and how long it may still take; silent without a terminal. */
final class ProgressBar {
  private static final int WIDTH = 30;
  private static final long BETWEEN_NANOS = 200_000_000;

  private final String what;
  private final long all;
  private final boolean shown = System.console() != null;
  private final long began = System.nanoTime();
  private long drawn;

  /** @param what is counted, in the plural @param all how many there are; there may turn out to be more */
  ProgressBar(String what, long all) {
    this.what = what;
    this.all = all;
  }

  /** Called as often as there is news; draws a few times a second. */
  synchronized void at(long done) {
    long now = System.nanoTime();
    if (shown && (now - drawn > BETWEEN_NANOS || done >= all)) {
      drawn = now;
      System.err.print("\r" + line(done, Math.max(all, done), (now - began) / 1e9) + "   ");
    }
  }

  /** Leaves the line. */
  void end() {
    if (shown && drawn > 0) {
      System.err.println();
    }
  }

  private String line(long done, long of, double seconds) {
    int full = of == 0 ? WIDTH : (int) (done * WIDTH / of);
    double rate = done / Math.max(seconds, 0.001);
    String left = done == 0 ? "" : String.format(Locale.ROOT, ", %s left", time((of - done) / rate));
    return String.format(Locale.ROOT, "[%s%s] %d of %d %s, %.0f/s%s", "#".repeat(full), ".".repeat(WIDTH - full), done, of,
        what, rate, left);
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
  }
}
