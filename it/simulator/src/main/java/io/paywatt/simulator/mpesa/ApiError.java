package io.paywatt.simulator.mpesa;

import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.WireResponse;

/** A refusal of Daraja. */
final class ApiError extends RuntimeException {
  private final int status;
  private final String code;

  ApiError(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static ApiError badRequest(String what) {
    return new ApiError(400, "400.002.02", "Bad Request - Invalid " + what);
  }

  WireResponse answer() {
    return WireResponse.json(status, Json.object().put("requestId", "11728-2929992-1").put("errorCode", code)
        .put("errorMessage", getMessage()));
  }
}
