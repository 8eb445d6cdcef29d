package io.paywatt.console.http;

/** Handles one method of one path, on a worker thread, so it may wait for the database. */
@FunctionalInterface
public interface Endpoint {
  /**
   * Answers a request.
   *
   * @throws ProblemException                  answered as it is
   * @throws io.paywatt.ledger.Rejected        answered with its status
   * @throws io.paywatt.ledger.Unavailable     answered with 503
   */
  Reply handle(Request request);
}
