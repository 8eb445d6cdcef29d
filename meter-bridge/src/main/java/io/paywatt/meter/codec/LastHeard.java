package io.paywatt.meter.codec;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What each meter told lately, for makes that tell one value at a time. */
public final class LastHeard {
  private static final int MOST_METERS = 200_000;

  private record Entry(Measured measured, Instant at) {}

  private final Duration valid;
  private final Map<String, Entry> bySerial = new LinkedHashMap<>() {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
      return size() > MOST_METERS;
    }
  };

  /** @param valid how long a value may be put beside a later register */
  public LastHeard(Duration valid) {
    this.valid = valid;
  }

  /** What was just told together with what was told shortly before. */
  public synchronized Measured merge(String serial, Measured told, Instant now) {
    Entry earlier = bySerial.get(serial);
    if (earlier != null && !earlier.at().plus(valid).isBefore(now)) {
      told.over(earlier.measured());
    }
    bySerial.put(serial, new Entry(told, now));
    return told;
  }
}
