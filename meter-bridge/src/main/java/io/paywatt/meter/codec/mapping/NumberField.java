package io.paywatt.meter.codec.mapping;

import java.math.BigDecimal;
import java.util.function.Consumer;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.meter.codec.JsonPayload;
import io.paywatt.meter.codec.Unit;

/**
 * A number of a message.
 *
 * @param scale the number is multiplied by it; negative turns the sign
 */
record NumberField(JsonPointer path, Unit unit, BigDecimal scale) {
  boolean isIn(JsonNode message) {
    return JsonPayload.has(message.at(path));
  }

  /** Hands on the number in base units when the message has it. @throws io.paywatt.meter.codec.Malformed when it is none */
  void read(JsonNode message, Consumer<BigDecimal> into) {
    if (isIn(message)) {
      into.accept(unit.base(JsonPayload.decimal(path.toString(), message.at(path)).multiply(scale)));
    }
  }
}
