package io.paywatt.simulator.alipay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;

/** An answer of the gateway that is not success. */
final class ApiError extends RuntimeException {
  private final String code;
  private final String subCode;
  private final boolean signed;

  private ApiError(String code, String subCode, String message, boolean signed) {
    super(message);
    this.code = code;
    this.subCode = subCode;
    this.signed = signed;
  }

  /** The gateway does not know who asks: not signed, under {@code error_response}. */
  static ApiError gateway(String subCode, String message) {
    return new ApiError("40002", subCode, message, false);
  }

  static ApiError parameter(String message) {
    return new ApiError("40002", "isv.invalid-parameter", message, true);
  }

  static ApiError missing(String field) {
    return new ApiError("40001", "isv.missing-parameter", field + " is missing", true);
  }

  /** The business says no: ACQ.TRADE_NOT_EXIST and the like. */
  static ApiError business(String subCode, String message) {
    return new ApiError("40004", subCode, message, true);
  }

  static ApiError busy() {
    return new ApiError("20000", "isp.unknow-error", "busy", true);
  }

  boolean signed() {
    return signed;
  }

  ObjectNode node() {
    return Json.object().put("code", code).put("msg", code.equals("40004") ? "Business Failed" : "Invalid Arguments")
        .put("sub_code", subCode).put("sub_msg", getMessage());
  }
}
