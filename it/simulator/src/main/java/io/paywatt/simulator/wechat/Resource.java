package io.paywatt.simulator.wechat;

import java.time.Instant;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;

/** A part of the API. */
interface Resource {
  /**
   * Does the call, which the merchant has signed.
   *
   * @return null when the call is for another part
   * @throws ApiError what WeChat Pay would answer
   */
  WireResponse answer(WireRequest request, Instant now);
}
