package io.paywatt.hub.cli;

import java.time.Instant;
import io.paywatt.ledger.failed.FailedFilter;
import picocli.CommandLine.Option;

/** Options that say which failed messages are meant. */
final class FailedOptions {
  @Option(names = "--state", description = "open, replaying, replayed, failed-again, quarantined or closed.")
  private String state;
  @Option(names = "--route", description = "Only of this route.")
  private String route;
  @Option(names = "--group", description = "Only of this cause: ./paywatt failed groups.")
  private Long group;
  @Option(names = {"-q", "--words"}, paramLabel = "WORDS",
      description = "Only with these words in body, headers or error; a telephone number with +.")
  private String q;
  @Option(names = "--reference", description = "Only with this transaction of the provider.")
  private String reference;
  @Option(names = "--account", description = "Only of the account with this number.")
  private String account;
  @Option(names = "--meter", description = "Only of the meter with this serial.")
  private String meter;
  @Option(names = "--phone", description = "Only of accounts with this telephone number, or with it in the body.")
  private String phone;
  @Option(names = "--amount", description = "Only of this amount, in minor units.")
  private Long amount;
  @Option(names = "--from", description = "Failed at or after, e.g. 2026-11-23T08:00:00Z.")
  private Instant from;
  @Option(names = "--to", description = "Failed before.")
  private Instant to;

  FailedFilter filter() {
    return new FailedFilter(state, route, group, q, reference, account, meter, phone, amount, from, to);
  }

  /** Whether nothing was said. */
  boolean isEmpty() {
    return filter().equals(FailedFilter.ALL);
  }
}
