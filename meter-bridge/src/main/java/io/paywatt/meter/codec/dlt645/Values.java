package io.paywatt.meter.codec.dlt645;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import io.paywatt.ledger.reading.MeterEvent;
import io.paywatt.ledger.reading.Quality;
import io.paywatt.ledger.reading.Relay;
import io.paywatt.meter.codec.Heard;
import io.paywatt.meter.codec.LastHeard;
import io.paywatt.meter.codec.Measured;
import io.paywatt.meter.codec.Unit;

/** Turns the values of answers into readings and events. A register makes a reading, with what was told just before it. */
final class Values {
  private static final String NOT_AVAILABLE = "not available";
  private static final Duration TOGETHER = Duration.ofMinutes(2);

  private final LastHeard lastHeard = new LastHeard(TOGETHER);
  private final Map<String, Set<String>> raised = new ConcurrentHashMap<>();
  private final Map<String, String> customers = new ConcurrentHashMap<>();
  private final int currencyDigits;

  /** @param currencyDigits decimals of the hub's currency; meters keep two */
  Values(int currencyDigits) {
    this.currencyDigits = currencyDigits;
  }

  /**
   * Adds what the answer says.
   *
   * @return what is known of the meter now
   * @throws io.paywatt.meter.codec.Malformed when length or digits are wrong
   */
  Measured take(String serial, String di, byte[] value, Instant at, Heard heard) {
    Measured told = new Measured();
    if (di.startsWith(DataItem.WORD_PREFIX)) {
      words(serial, StatusWords.of(di, value), at, heard, told);
    } else {
      DataItem item = DataItems.of(di).orElse(null);
      if (item == null) {
        heard.value(serial, di, Bcd.hexReversed(value, 0, value.length), "");
        return told;
      }
      List<DataItem.Told> fields = item.read(value);
      fields.forEach(each -> heard.value(serial, each.field().name(), each.text() == null ? NOT_AVAILABLE : each.text(),
          each.text() == null ? "" : each.field().unit()));
      if (di.equals(DataItem.CUSTOMER)) {
        customers.put(serial, fields.get(0).text());
      }
      numbers(told, di, DataItem.numbers(fields));
    }
    Measured known = lastHeard.merge(serial, told, at);
    if (known.energyWh() != null) {
      heard.add(known.at(at, Quality.RECEIVED_TIME).reading(serial));
    }
    return known;
  }

  /** The customer number that the meter told, twelve digits. */
  Optional<String> customer(String serial) {
    return Optional.ofNullable(customers.get(serial));
  }

  private void numbers(Measured told, String di, List<BigDecimal> all) {
    // behind one that the meter does not have the others would stand for it
    List<BigDecimal> numbers = all.stream().takeWhile(Objects::nonNull).toList();
    if (numbers.isEmpty()) {
      return;
    }
    switch (di) {
      case DataItem.ENERGY -> told.energy(Unit.KWH.base(numbers.get(0)));
      case DataItem.ENERGY_BLOCK -> {
        if (numbers.size() == all.size()) {
          told.energy(Unit.KWH.base(numbers.get(0)));
          told.tariffs(numbers.stream().skip(1).map(Unit.KWH::base).toList());
        }
      }
      case "02010100", "0201FF00" -> told.voltage(numbers);
      case "02020100", "0202FF00" -> told.current(numbers);
      case "02030000", "0203FF00" -> told.power(Unit.KW.base(numbers.get(0)));
      case "02060000", "0206FF00" -> told.powerFactor(numbers.get(0));
      case "02800002" -> told.frequency(numbers.get(0));
      case DataItem.BALANCE -> told.balance(numbers.get(0).movePointRight(currencyDigits).longValue());
      default -> { }
    }
  }

  private void words(String serial, StatusWords words, Instant at, Heard heard, Measured told) {
    Relay relay = words.relay();
    told.relay(relay);
    words.words().forEach((number, bits) -> heard.value(serial, "status word " + number, "%04X".formatted(bits), ""));
    if (relay != null) {
      heard.value(serial, "relay", relay.word(), "").value(serial, "relay commanded", words.commanded().word(), "");
    }
    words.raised().forEach(kind -> heard.value(serial, "raised", kind.substring(2), ""));
    Set<String> now = new HashSet<>(words.raised());
    Set<String> before = raised.getOrDefault(serial, Set.of());
    words.raised().stream().filter(kind -> !before.contains(kind)).map(kind -> kind.substring(2)).distinct()
        .forEach(kind -> heard.add(new MeterEvent(serial, null, at, kind, null)));
    before.stream().filter(kind -> !words.words().containsKey(kind.charAt(0) - '0')).forEach(now::add);
    raised.put(serial, now);
  }
}
