package io.paywatt.meter.codec;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import io.paywatt.ledger.reading.MeterAddress;

/** The directory of the account store, read again once a minute, and within seconds when somebody unknown speaks. */
public final class FreshDirectory implements Directory {
  private static final Duration OLD = Duration.ofMinutes(1);
  private static final Duration OLD_FOR_A_STRANGER = Duration.ofSeconds(5);

  private final Supplier<List<MeterAddress>> source;
  private final Clock clock;
  private AddressBook book;
  private Instant readAt = Instant.MIN;

  /** @param source asked on the thread of who asks */
  public FreshDirectory(Supplier<List<MeterAddress>> source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  @Override
  public Optional<MeterAddress> find(String make, String gateway, String address) {
    return known(all -> all.find(make, gateway, address));
  }

  @Override
  public Optional<MeterAddress> bySerial(String serial) {
    return known(all -> all.bySerial(serial));
  }

  @Override
  public List<MeterAddress> of(String make) {
    return book(OLD).of(make);
  }

  private Optional<MeterAddress> known(Function<Directory, Optional<MeterAddress>> question) {
    return question.apply(book(OLD)).or(() -> question.apply(book(OLD_FOR_A_STRANGER)));
  }

  private synchronized AddressBook book(Duration oldest) {
    Instant now = clock.instant();
    if (book == null || readAt.plus(oldest).isBefore(now)) {
      book = AddressBook.of(source.get());
      readAt = now;
    }
    return book;
  }
}
