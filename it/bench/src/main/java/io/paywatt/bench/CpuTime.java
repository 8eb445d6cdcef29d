package io.paywatt.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** CPU time that processes of this machine took, by their names in the report. */
record CpuTime(Map<String, Duration> taken) {
  /** @param pids process ids by name */
  static CpuTime now(Map<String, Long> pids) {
    Map<String, Duration> taken = new LinkedHashMap<>();
    pids.forEach((name, pid) -> taken.put(name,
        ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration()).orElse(Duration.ZERO)));
    return new CpuTime(taken);
  }

  /** Microseconds of each since an earlier moment, for each of some pieces of work. */
  Map<String, Long> microsEach(CpuTime before, int pieces) {
    Map<String, Long> micros = new LinkedHashMap<>();
    taken.forEach((name, time) -> micros.put(name, time.minus(before.taken.get(name)).toNanos() / 1000 / pieces));
    return micros;
  }
}
