package io.paywatt.simulator.sms;

/** An answer that is not OK. Business errors come with HTTP 200, errors of the platform with 4xx. */
final class GatewayError extends RuntimeException {
  private final int status;
  private final String code;

  GatewayError(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
