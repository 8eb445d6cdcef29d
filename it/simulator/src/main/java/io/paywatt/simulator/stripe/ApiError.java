package io.paywatt.simulator.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.WireResponse;

/** An answer that is not success. */
final class ApiError extends RuntimeException {
  private final int status;
  private final String type;
  private final String code;
  private final String param;
  private JsonNode intent;

  private ApiError(int status, String type, String code, String param, String message) {
    super(message);
    this.status = status;
    this.type = type;
    this.code = code;
    this.param = param;
  }

  static ApiError of(int status, String type, String code, String message) {
    return new ApiError(status, type, code, null, message);
  }

  static ApiError parameter(String param, String message) {
    return new ApiError(400, "invalid_request_error", "parameter_invalid", param, message);
  }

  ApiError with(Intent about) {
    intent = about.json();
    return this;
  }

  WireResponse answer() {
    var body = Json.object();
    body.putObject("error").put("type", type).put("code", code).put("param", param).put("message", getMessage())
        .set("payment_intent", intent);
    return WireResponse.json(status, body);
  }
}
