package io.paywatt.console.http;

/** Ends the handling of a request with a problem that is already complete. */
public final class ProblemException extends RuntimeException {
  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  /** The answer. */
  public Problem problem() {
    return problem;
  }
}
