package io.paywatt.simulator.wechat;

import java.time.Duration;
import java.util.function.Supplier;
import io.paywatt.simulator.http.Faults;

/** Sends notices as a provider with faults does: some twice, some late. */
final class Notices {
  private final NoticeSender sender;
  private final Supplier<Faults> faults;

  Notices(NoticeSender sender, Supplier<Faults> faults) {
    this.sender = sender;
    this.faults = faults;
  }

  /** @param draft makes the notice; each one has an id of its own */
  Delivery deliver(String url, Supplier<NoticeDraft> draft) {
    Faults now = faults.get();
    Faults.Notice fault = now.notice();
    if (fault == Faults.Notice.DOUBLED) {
      sender.deliver(url, draft.get(), Duration.ZERO);
    }
    return sender.deliver(url, draft.get(), fault == Faults.Notice.LATE ? now.delay() : Duration.ZERO);
  }
}
