package io.paywatt.adapter.aliyun;

import java.util.Set;

/** Alibaba Cloud's result codes sorted by what to do. */
enum AliyunFault {
  /** Passing: a limit of this phone number or minute, or a fault over there. */
  LATER,
  /** Sending stands still for everybody until a person pays or raises a limit; the notices wait. */
  HOLD,
  /** This notice will never go out as it is. */
  PERMANENT;

  private static final Set<String> HOLD_CODES = Set.of("isv.OUT_OF_SERVICE", "isv.AMOUNT_NOT_ENOUGH",
      "isv.DAY_LIMIT_CONTROL", "isv.MONTH_LIMIT_CONTROL");
  private static final Set<String> LATER_CODES = Set.of("isv.BUSINESS_LIMIT_CONTROL", "isp.SYSTEM_ERROR",
      "ServiceUnavailable", "InternalError", "SignatureNonceUsed");

  /** @param status HTTP status; business faults come with 200 */
  static AliyunFault of(int status, String code) {
    if (HOLD_CODES.contains(code)) {
      return HOLD;
    }
    boolean passing = LATER_CODES.contains(code) || code.startsWith("Throttling") || status == 429 || status >= 500;
    return passing ? LATER : PERMANENT;
  }
}
