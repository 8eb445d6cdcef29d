package io.paywatt.ledger.usage;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a local day went.
 *
 * @param dayStart epoch milliseconds
 * @param energy   Wh or litres of each hour since the day began, 23 to 25 of them
 * @param peaks    highest rate between two readings in each hour, W or litres an hour
 */
record DayProfile(long dayStart, List<Long> energy, List<Long> peaks) {

  static DayProfile of(long dayStart, String energyJson, String peaksJson) {
    return new DayProfile(dayStart, numbers(energyJson), numbers(peaksJson));
  }

  /** Both at the same time: what two meters measured of the same day. */
  DayProfile plus(DayProfile other) {
    List<Long> sums = IntStream.range(0, energy.size()).mapToObj(hour -> energy.get(hour) + other.energy.get(hour)).toList();
    return new DayProfile(dayStart, sums, sums);
  }

  String energyJson() {
    return json(energy);
  }

  String peaksJson() {
    return json(peaks);
  }

  private static List<Long> numbers(String json) {
    return Arrays.stream(json.substring(1, json.length() - 1).split(",")).map(Long::valueOf).toList();
  }

  private static String json(List<Long> numbers) {
    return numbers.stream().map(Object::toString).collect(Collectors.joining(",", "[", "]"));
  }
}
