package io.paywatt.adapter.mpesa;

import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.PayWattException;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;

/** A refusal of Daraja: {@code {"requestId","errorCode","errorMessage"}}. @param code may be empty */
record MpesaFault(int status, String code, String message) {
  private static final String INVALID_TOKEN = "404.001.03";
  private static final String IN_PROCESS = "500.001.1001";

  static MpesaFault of(ProviderCall.Answer answer) {
    JsonNode body;
    try {
      body = StrictJson.object(answer.body(), "the answer");
    } catch (Rejected e) {
      body = StrictJson.MAPPER.createObjectNode();
    }
    return new MpesaFault(answer.status(), body.path("errorCode").asText(""), body.path("errorMessage").asText(""));
  }

  /** The access token has ended before its time. */
  boolean invalidToken() {
    return code.equals(INVALID_TOKEN);
  }

  /** The push is still being dealt with. */
  boolean inProcess() {
    return code.equals(IN_PROCESS);
  }

  /** @param what what was asked for: "an order" */
  PayWattException exception(String what) {
    String text = "M-Pesa refused " + what + ": HTTP " + status + (code.isEmpty() ? "" : " code " + Printable.of(code) + ": "
        + Printable.of(message));
    boolean permanent = status >= 400 && status < 500 && status != 408 && status != 429 && !invalidToken();
    return permanent ? new Rejected(422, text) : new Unavailable(text, null);
  }
}
