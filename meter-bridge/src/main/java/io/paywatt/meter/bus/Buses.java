package io.paywatt.meter.bus;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import io.paywatt.ledger.command.BusKeeper;
import io.paywatt.ledger.command.BusKeeper.Duty;
import io.paywatt.ledger.reading.MeterAddress;
import io.paywatt.meter.codec.EncodedCommand;

/**
 * All gateways. The bean {@code meterBus} of routes: they ask it what to publish, and start reading on schedule. On a hub node
 * that does not keep the buses nothing waits and nothing goes out.
 */
public final class Buses {
  private final Clock clock;
  private final BusKeeper keeper;
  private final List<BusCodec> codecs = new ArrayList<>();
  private final Map<String, Bus> byGateway = new LinkedHashMap<>();

  /** Of the only hub node. */
  public Buses(Clock clock) {
    this(clock, BusKeeper.alone());
  }

  public Buses(Clock clock, BusKeeper keeper) {
    this.clock = clock;
    this.keeper = keeper;
  }

  /** A make whose meters are read on schedule. */
  public synchronized void serve(BusCodec codec) {
    codecs.add(codec);
  }

  /** Queues a request. @return what is to be published now when the bus was free, else null: it goes out by {@link #due} */
  public synchronized EncodedCommand submit(BusRequest request) {
    if (!keeper.isOurs()) {
      return null;
    }
    Bus bus = bus(request.meter().gateway());
    boolean free = bus.isFree(clock.instant());
    bus.add(request);
    return free ? bus.next(clock.instant()).map(BusRequest::message).orElse(null) : null;
  }

  /** As {@link #submit}, before everything that waits; goes out by {@link #due}. */
  public synchronized void submitFirst(BusRequest request) {
    if (keeper.isOurs()) {
      bus(request.meter().gateway()).addFirst(request);
    }
  }

  /**
   * What is to be published now: the next request of every bus that is free, and those without an answer in time.
   *
   * @param max no more, so that they are published before their answers are given up; gateways take turns
   */
  public synchronized List<EncodedCommand> due(int max) {
    if (!keeper.isOurs()) {
      // the desk sends its commands again, and the next poll asks again: on the node that keeps the buses now
      byGateway.clear();
      return List.of();
    }
    queueAsked();
    Map<String, EncodedCommand> due = new LinkedHashMap<>();
    for (Map.Entry<String, Bus> each : byGateway.entrySet()) {
      if (due.size() == max) {
        break;
      }
      each.getValue().next(clock.instant()).ifPresent(request -> due.put(each.getKey(), request.message()));
    }
    due.keySet().forEach(gateway -> byGateway.put(gateway, byGateway.remove(gateway)));
    return List.copyOf(due.values());
  }

  /** The request whose answer is awaited on this gateway. */
  public synchronized Optional<BusRequest> outstanding(String gateway) {
    Bus bus = byGateway.get(gateway);
    return bus == null ? Optional.empty() : bus.outstanding();
  }

  /** The awaited answer has come. */
  public synchronized void answered(String gateway) {
    bus(gateway).answered();
  }

  /** Has every meter asked for its register and all else, by the node that keeps the buses. */
  public void poll() {
    keeper.ask(Duty.POLL);
  }

  /** Has the clocks set of the meters that have one, one message a gateway, by the node that keeps the buses. */
  public void setClocks() {
    keeper.ask(Duty.CLOCK);
  }

  private void queueAsked() {
    if (keeper.takeAsked(Duty.POLL)) {
      codecs.forEach(codec -> codec.meters().forEach(meter -> queue(codec.poll(meter))));
    }
    if (keeper.takeAsked(Duty.CLOCK)) {
      codecs.forEach(codec -> {
        Map<String, MeterAddress> gateways = new LinkedHashMap<>();
        codec.meters().forEach(meter -> gateways.putIfAbsent(meter.gateway(), meter));
        gateways.values().forEach(meter -> queue(codec.clock(meter, clock.instant())));
      });
    }
  }

  private void queue(List<BusRequest> requests) {
    requests.forEach(request -> bus(request.meter().gateway()).add(request));
  }

  private Bus bus(String gateway) {
    return byGateway.computeIfAbsent(gateway, name -> new Bus());
  }
}
