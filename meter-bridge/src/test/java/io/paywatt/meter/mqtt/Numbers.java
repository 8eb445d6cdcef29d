package io.paywatt.meter.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import io.paywatt.meter.topic.MeterMessage;

/** Which readings arrived, by the number in their register. */
final class Numbers {
  private static final Pattern REGISTER = Pattern.compile("\"energyWh\":(\\d+)");
  private final Set<Integer> seen = ConcurrentHashMap.newKeySet();
  private final AtomicInteger messages = new AtomicInteger();
  private final AtomicInteger largest = new AtomicInteger();

  void add(List<MeterMessage> batch) {
    largest.accumulateAndGet(batch.size(), Math::max);
    messages.addAndGet(batch.size());
    for (MeterMessage message : batch) {
      Matcher register = REGISTER.matcher(new String(message.payload(), StandardCharsets.UTF_8));
      if (register.find()) {
        seen.add(Integer.valueOf(register.group(1)));
      }
    }
  }

  /** Different readings. */
  int different() {
    return seen.size();
  }

  /** Messages, those that came twice counted twice. */
  int messages() {
    return messages.get();
  }

  int largestBatch() {
    return largest.get();
  }
}
