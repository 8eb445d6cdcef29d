package io.paywatt.meter.codec.dlt645;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import io.paywatt.ledger.reading.Relay;
import io.paywatt.meter.codec.Malformed;

/** Run status words 1 to 7 (040005nn), 16 bits each, the first bit of the first byte is bit 0. */
final class StatusWords {
  private static final int RELAY_OPEN = 4;
  private static final int OPEN_COMMANDED = 6;
  private static final Map<Integer, String> WORD_1 = Map.of(2, "clock-battery-low", 3, "backup-battery-low", 4,
      "reverse-power", 5, "reverse-reactive-power", 8, "relay-fault", 9, "esam-fault", 12, "program-fault", 13,
      "memory-fault", 14, "overdraft", 15, "clock-fault");
  private static final Map<Integer, String> WORD_3 = Map.of(7, "trip-alarm", 12, "keep-power");
  private static final Map<Integer, String> PHASE = bits("voltage-loss", "under-voltage", "over-voltage", "current-loss",
      "over-current", "overload", "reverse-power", "phase-loss", "current-broken");
  private static final Map<Integer, String> WORD_7 = bits("voltage-order", "current-order", "voltage-unbalance",
      "current-unbalance", "auxiliary-supply-lost", "power-down", "demand-exceeded", "power-factor-low",
      "severe-current-unbalance", "cover-open", "terminal-cover-open");
  private static final Map<Integer, Map<Integer, String>> BITS =
      Map.of(1, WORD_1, 3, WORD_3, 4, PHASE, 5, PHASE, 6, PHASE, 7, WORD_7);

  private final Map<Integer, Integer> words;

  private StatusWords(Map<Integer, Integer> words) {
    this.words = words;
  }

  /** From bit 0 on. */
  private static Map<Integer, String> bits(String... names) {
    return IntStream.range(0, names.length).boxed().collect(Collectors.toMap(Function.identity(), bit -> names[bit]));
  }

  /** @param di 04000501 to 04000507, or 040005FF for all. @throws Malformed when the length is wrong */
  static StatusWords of(String di, byte[] value) {
    int number = Integer.parseInt(di.substring(6), 16);
    boolean block = number == 0xFF;
    if (block ? value.length != 14 && value.length != 16 : value.length != 2) {
      throw new Malformed("status words have " + value.length + " bytes, allowed are "
          + (block ? "14 or 16" : "2"));
    }
    Map<Integer, Integer> words = new TreeMap<>();
    for (int i = 0; i < value.length / 2; i++) {
      words.put(block ? i + 1 : number, (value[2 * i] & 0xFF) | (value[2 * i + 1] & 0xFF) << 8);
    }
    return new StatusWords(words);
  }

  /** The words by number. */
  Map<Integer, Integer> words() {
    return words;
  }

  /** Where the relay stands, or null when word 3 is not among them. */
  Relay relay() {
    return words.containsKey(3) ? isSet(3, RELAY_OPEN) ? Relay.OPEN : Relay.CLOSED : null;
  }

  /** What the relay was told last, or null. */
  Relay commanded() {
    return words.containsKey(3) ? isSet(3, OPEN_COMMANDED) ? Relay.OPEN : Relay.CLOSED : null;
  }

  /** What is wrong, each as word:kind, such as 7:cover-open. */
  List<String> raised() {
    List<String> raised = new ArrayList<>();
    words.keySet().forEach(word -> BITS.getOrDefault(word, Map.of()).keySet().stream().sorted()
        .filter(bit -> isSet(word, bit)).forEach(bit -> raised.add(word + ":" + BITS.get(word).get(bit))));
    return raised;
  }

  private boolean isSet(int word, int bit) {
    return (words.get(word) >> bit & 1) != 0;
  }
}
