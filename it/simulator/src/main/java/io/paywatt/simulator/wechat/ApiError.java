package io.paywatt.simulator.wechat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;

/** An answer of API v3 that is not success. */
final class ApiError extends RuntimeException {
  private final int status;
  private final String code;
  private final String field;

  private ApiError(int status, String code, String message, String field) {
    super(message);
    this.status = status;
    this.code = code;
    this.field = field;
  }

  static ApiError of(int status, String code, String message) {
    return new ApiError(status, code, message, null);
  }

  /** A field of the body that breaks a rule. @param field JSON pointer, e.g. {@code /amount/total} */
  static ApiError parameter(String field, String issue) {
    return new ApiError(400, "PARAM_ERROR", issue, field);
  }

  static ApiError signature(String issue) {
    return new ApiError(401, "SIGN_ERROR", issue, null);
  }

  int status() {
    return status;
  }

  ObjectNode body() {
    ObjectNode body = Json.object().put("code", code).put("message", getMessage());
    if (field != null) {
      body.putObject("detail").put("field", field).put("issue", getMessage()).put("location", "body");
    }
    return body;
  }
}
