package io.paywatt.hub.desk;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import io.paywatt.ledger.store.Json;
import org.apache.camel.Exchange;

/** A body as bytes that a person can read. */
final class Bodies {
  private Bodies() {}

  static byte[] bytes(Exchange exchange, Object body) {
    if (body == null) {
      return new byte[0];
    }
    boolean data = body instanceof Record || body instanceof Map || body instanceof Collection;
    if (data && exchange.getContext().getTypeConverterRegistry().lookup(byte[].class, body.getClass()) == null) {
      return Json.write(body).getBytes(StandardCharsets.UTF_8);
    }
    byte[] bytes = exchange.getContext().getTypeConverter().tryConvertTo(byte[].class, exchange, body);
    return bytes != null ? bytes : body.toString().getBytes(StandardCharsets.UTF_8);
  }
}
