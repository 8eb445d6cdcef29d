package io.paywatt.simulator.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** A provider's door with the provider's faults in it: an outage, or a share of the calls. */
public final class FaultyHandler implements Function<WireRequest, WireResponse> {
  private final Function<WireRequest, WireResponse> provider;
  private final Supplier<WireResponse> error;
  private final AtomicInteger lost = new AtomicInteger();
  private volatile Outage outage = Outage.NONE;
  private volatile Faults faults = Faults.none();

  /** @param error the provider's 5xx */
  public FaultyHandler(Function<WireRequest, WireResponse> provider, Supplier<WireResponse> error) {
    this.provider = provider;
    this.error = error;
  }

  /** How every call fails from now on. */
  public void outage(Outage now) {
    this.outage = now;
  }

  /** What goes wrong from now on while there is no outage. */
  public void faults(Faults now) {
    this.faults = now;
  }

  /** Whether an attempt to send a notice now never arrives. */
  public boolean losesNotice() {
    return faults.loses();
  }

  /** Whether a notice sent now arrives twice. */
  public boolean doublesNotice() {
    return faults.doubles();
  }

  /** How long a notice is kept back now. */
  public Duration noticeDelay() {
    return faults.delay();
  }

  @Override
  public WireResponse apply(WireRequest request) {
    return switch (outage) {
      case SILENT -> WireResponse.silence();
      case ERRORS -> error.get();
      case NONE -> lostInTurns(faults.answer(() -> provider.apply(request), error));
    };
  }

  /** Of two answers that get lost, one is replaced by a gateway's 5xx: what was asked for is done all the same. */
  private WireResponse lostInTurns(WireResponse answer) {
    return answer.status() == 0 && lost.getAndIncrement() % 2 == 0 ? error.get() : answer;
  }
}
