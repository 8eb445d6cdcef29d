package io.paywatt.adapter.mpesa;

import java.nio.charset.StandardCharsets;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One POST. */
record MpesaRequest(String path, byte[] body) {
  static MpesaRequest of(String path, ObjectNode body) {
    return new MpesaRequest(path, body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
