package io.paywatt.meter.codec.shelly;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.reading.Relay;
import io.paywatt.meter.codec.JsonPayload;
import io.paywatt.meter.codec.Measured;

/** Status of one component: {@code switch:N}, {@code pm1:N}, {@code em:N} with {@code emdata:N}, {@code em1:N} with {@code em1data:N}. */
final class ShellyStatus {
  private static final List<String> PHASES = List.of("a_", "b_", "c_");

  private ShellyStatus() {}

  /** Adds what the component tells; a partial status leaves the rest. @throws io.paywatt.meter.codec.Malformed when a value is none */
  static void take(String component, JsonNode status, Measured told) {
    switch (component.replaceFirst(":.*", "")) {
      case "switch", "pm1" -> {
        if (status.path("output").isBoolean()) {
          told.relay(status.path("output").booleanValue() ? Relay.CLOSED : Relay.OPEN);
        }
        number(status.path("aenergy"), "total", told::energy);
        single(status, "apower", told);
      }
      case "em" -> {
        number(status, "total_act_power", told::power);
        told.voltage(phases(status, "voltage")).current(phases(status, "current"));
        number(status, "a_pf", told::powerFactor);
        number(status, "a_freq", told::frequency);
      }
      case "em1" -> single(status, "act_power", told);
      case "emdata" -> number(status, "total_act", told::energy);
      case "em1data" -> number(status, "total_act_energy", told::energy);
      default -> { }
    }
  }

  private static void single(JsonNode status, String power, Measured told) {
    number(status, power, told::power);
    number(status, "voltage", value -> told.voltage(List.of(value)));
    number(status, "current", value -> told.current(List.of(value)));
    number(status, "pf", told::powerFactor);
    number(status, "freq", told::frequency);
  }

  private static List<BigDecimal> phases(JsonNode status, String name) {
    List<BigDecimal> phases = new ArrayList<>();
    // behind one that did not change, and so is not told, the next would stand for it
    PHASES.stream().takeWhile(phase -> JsonPayload.has(status.path(phase + name)))
        .forEach(phase -> number(status, phase + name, phases::add));
    return phases;
  }

  private static void number(JsonNode status, String name, Consumer<BigDecimal> into) {
    Optional.of(status.path(name)).filter(JsonPayload::has).ifPresent(node -> into.accept(JsonPayload.decimal(name, node)));
  }
}
