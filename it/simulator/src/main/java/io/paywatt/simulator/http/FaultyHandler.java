package io.paywatt.simulator.http;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/** A provider's door with the provider's faults in it: an outage, or a share of the calls. */
public final class FaultyHandler implements Function<WireRequest, WireResponse> {
  private final Function<WireRequest, WireResponse> provider;
  private final Supplier<WireResponse> error;
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

  /** Faults of now, for notices. */
  public Faults faults() {
    return faults;
  }

  @Override
  public WireResponse apply(WireRequest request) {
    if (outage != Outage.NONE) {
      return outage == Outage.SILENT ? WireResponse.silence() : error.get();
    }
    Faults.Call fault = faults.call();
    if (fault == Faults.Call.ERROR_BEFORE) {
      return error.get();
    }
    WireResponse answer = provider.apply(request);
    return switch (fault) {
      case ERROR_AFTER -> error.get();
      case LOST_ANSWER -> WireResponse.silence();
      case SLOW -> {
        LockSupport.parkNanos(faults.latency().toNanos());
        yield answer;
      }
      default -> answer;
    };
  }
}
