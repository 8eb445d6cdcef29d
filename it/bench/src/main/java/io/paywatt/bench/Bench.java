package io.paywatt.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Rounds of the hub and of the limit program in turns, so that what else the machine does hits both. */
final class Bench {
  private final int rounds;
  private final Consumer<String> progress;

  /** @param rounds that count, 1 or more; those before them warm both sides up */
  Bench(int rounds, Consumer<String> progress) {
    this.rounds = rounds;
    this.progress = progress;
  }

  Comparison compare(Workload workload, int count) throws Exception {
    workload.prepare();
    List<Measure> hub = new ArrayList<>();
    List<Measure> limit = new ArrayList<>();
    for (int round = 1 - workload.warmUps(); round <= rounds; round++) {
      // who begins changes: one that always came second would always find what the first left behind
      Measure first = round % 2 == 0 ? workload.hub(count) : workload.limit(count);
      Measure second = round % 2 == 0 ? workload.limit(count) : workload.hub(count);
      Measure ofHub = round % 2 == 0 ? first : second;
      Measure ofLimit = round % 2 == 0 ? second : first;
      tell(workload, round, ofHub, ofLimit);
      if (round > 0) {
        hub.add(ofHub);
        limit.add(ofLimit);
      }
    }
    return new Comparison(workload.name(), hub, limit);
  }

  private void tell(Workload workload, int round, Measure hub, Measure limit) {
    progress.accept(String.format(Locale.ROOT, "%s, %s, %d each: hub %.0f/s, limit %.0f/s", workload.name(),
        round < 1 ? "warm-up" : "round " + round + " of " + rounds, hub.count(), hub.rate(), limit.rate()));
  }
}
