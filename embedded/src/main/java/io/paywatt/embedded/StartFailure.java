package io.paywatt.embedded;

/** A server could not be started; the message tells the operator why and what to do. */
public class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StartFailure(String message) {
    super(message);
  }

  public StartFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
