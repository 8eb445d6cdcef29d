package io.paywatt.bench;

/** A kind of work that the hub and a plain program can both do. */
interface Workload extends AutoCloseable {
  /** As the user names it. */
  String name();

  /** Pieces in a round when the user does not say. */
  int usualCount();

  /**
   * Rounds before the ones that count. A hub compiles itself while it works: its first ten thousands of payments cost
   * several times what later ones do, and the compiler is busy for the first sixty thousand.
   */
  default int warmUps() {
    return 5;
  }

  /** Makes what both sides need. */
  void prepare() throws Exception;

  /** A round of the hub. @throws BenchFailed when it did not do all of the work */
  Measure hub(int count) throws Exception;

  /** A round of the limit program. */
  Measure limit(int count) throws Exception;

  @Override
  void close();
}
