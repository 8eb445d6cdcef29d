package io.paywatt.meter.codec.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.reading.MeterEvent;
import io.paywatt.ledger.reading.MeterPresence;
import io.paywatt.ledger.reading.Relay;
import io.paywatt.meter.codec.Devices;
import io.paywatt.meter.codec.Heard;
import io.paywatt.meter.codec.JsonPayload;
import io.paywatt.meter.codec.Malformed;
import io.paywatt.meter.codec.Measured;
import io.paywatt.meter.topic.MeterMessage;

/** What a rule makes of a message that it applies to. */
sealed interface Part {
  /** @throws Malformed when a value is not as the file says */
  void take(String serial, JsonNode json, MeterMessage message, Devices devices, Heard heard);

  /** Registers and values. A field of null is not in messages of this kind. */
  record Readings(TimeField at, JsonPointer seq, NumberField energy, List<NumberField> tariffs, NumberField power,
      List<NumberField> voltage, List<NumberField> current, NumberField frequency, NumberField powerFactor,
      WordField<Relay> relay, NumberField balance) implements Part {
    @Override
    public void take(String serial, JsonNode json, MeterMessage message, Devices devices, Heard heard) {
      Measured told = new Measured();
      at.read(json, message.receivedAt(), told);
      if (seq != null && json.at(seq).canConvertToLong() && json.at(seq).isIntegralNumber()) {
        told.seq(json.at(seq).longValue());
      }
      read(energy, json, told::energy);
      read(power, json, told::power);
      read(frequency, json, told::frequency);
      read(powerFactor, json, told::powerFactor);
      told.voltage(all(voltage, json)).current(all(current, json));
      // one that is missing would move the others to another tariff
      if (tariffs.stream().allMatch(field -> field.isIn(json))) {
        told.tariffs(all(tariffs, json));
      }
      told.relay(relay == null ? null : relay.read(json));
      read(balance, json, minor -> told.balance(whole(minor)));
      if (energy != null && !energy.isIn(json)) {
        heard.note("no register at " + energy.path() + ": kept for the next reading of meter " + serial);
      }
      devices.told(serial, told, message.receivedAt(), JsonPayload.text(message.payload()), heard);
    }

    private static void read(NumberField field, JsonNode json, Consumer<BigDecimal> into) {
      if (field != null) {
        field.read(json, into);
      }
    }

    private static List<BigDecimal> all(List<NumberField> fields, JsonNode json) {
      List<BigDecimal> values = new ArrayList<>();
      fields.forEach(field -> field.read(json, values::add));
      return values;
    }

    private static long whole(BigDecimal minor) {
      try {
        return minor.setScale(0, RoundingMode.FLOOR).longValueExact();
      } catch (ArithmeticException e) {
        throw new Malformed("balance is " + minor + ", allowed is an amount");
      }
    }
  }

  /**
   * Something the meter noticed.
   *
   * @param kind  always this, or null
   * @param words the kind by a word of the message, or null
   */
  record Events(TimeField at, String kind, WordField<String> words) implements Part {
    @Override
    public void take(String serial, JsonNode json, MeterMessage message, Devices devices, Heard heard) {
      Measured time = new Measured();
      at.read(json, message.receivedAt(), time);
      String found = kind != null ? kind : words.read(json);
      if (found != null) {
        heard.add(new MeterEvent(serial, null, time.time(), found, null));
      }
    }
  }

  /** Coming and going. */
  record Presence(WordField<Boolean> words) implements Part {
    @Override
    public void take(String serial, JsonNode json, MeterMessage message, Devices devices, Heard heard) {
      Boolean online = words.read(json);
      if (online != null) {
        heard.add(new MeterPresence(serial, online, message.receivedAt()));
      }
    }
  }

  /**
   * The answer to a command.
   *
   * @param id     where the command's id stands, or null: the answer is to the command sent last
   * @param result whether it was done
   * @param reason why not, or null
   */
  record Replies(JsonPointer id, WordField<Boolean> result, JsonPointer reason) implements Part {
    private static final int LONGEST = 500;

    @Override
    public void take(String serial, JsonNode json, MeterMessage message, Devices devices, Heard heard) {
      String named = id == null || !JsonPayload.has(json.at(id)) ? null : json.at(id).asText();
      JsonNode word = json.at(result.path());
      Boolean done = JsonPayload.has(word) ? result.words().getOrDefault(word.asText(), false) : null;
      if (done == null) {
        heard.note("no result at " + result.path());
        return;
      }
      String why = reason == null ? "" : json.at(reason).asText();
      String refusal = done ? null : why.isEmpty() ? "answered " + word.asText() : why;
      devices.answered(serial, named, refusal == null ? null : refusal.substring(0, Math.min(refusal.length(), LONGEST)),
          new Measured(), message.receivedAt(), JsonPayload.text(message.payload()), heard);
    }
  }
}
