package io.paywatt.console.meters;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Interval;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.tariff.Utility;
import io.paywatt.ledger.usage.Granularity;
import io.paywatt.ledger.usage.LoadHour;
import io.paywatt.ledger.usage.UsageBucket;
import io.paywatt.ledger.usage.UsageShare;

/** What a meter, an account or a site used: over time, by tier and time of use, through the day, beside others. */
public final class UsageEndpoints {
  private static final int MONTH = 31;
  private static final int YEAR = 366;
  private static final List<String> WORDS = List.of("hour", "day", "month", "tier", "period");

  private final UsageServices services;
  private final Clock clock;

  /** Asks the ledger for one kind of usage. */
  private interface Buckets {
    List<UsageBucket> of(Instant from, Instant to, Granularity by);
  }

  private interface Shares {
    List<UsageShare> of(Instant from, Instant to, UsageShare.By by);
  }

  public UsageEndpoints(UsageServices services, Clock clock) {
    this.services = services;
    this.clock = clock;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/meters/{serial}/usage").get(this::ofMeter, "from", "to", "by");
    api.path("/api/v1/meters/{serial}/load").get(this::load, "from", "to");
    api.path("/api/v1/meters/{serial}/peers").get(this::peers, "from", "to");
    api.path("/api/v1/accounts/{id}/usage").get(this::ofAccount, "from", "to", "by", "utility");
    api.path("/api/v1/sites").get(request -> Reply.json(new Page<>(services.sites().list(request.scope()), null)));
    api.path("/api/v1/sites/{id}/usage").get(this::ofSite, "from", "to", "by", "utility");
    api.path("/api/v1/sites/{id}/load").get(this::loadOfSite, "from", "to", "utility");
  }

  private Reply ofMeter(Request request) {
    String serial = request.path("serial");
    return usage(request, () -> services.usage().utility(serial),
        (from, to, by) -> services.usage().buckets(serial, from, to, by),
        (from, to, by) -> services.usage().shares(serial, from, to, by));
  }

  private Reply ofAccount(Request request) {
    String id = request.path("id");
    Utility utility = utility(request);
    return usage(request, () -> utility,
        (from, to, by) -> services.usage().bucketsOfAccount(id, utility, from, to, by),
        (from, to, by) -> services.usage().sharesOfAccount(id, utility, from, to, by));
  }

  private Reply ofSite(Request request) {
    long id = request.pathNumber("id");
    Utility utility = utility(request);
    return usage(request, () -> utility, (from, to, by) -> services.sites().buckets(id, utility, from, to, by),
        (from, to, by) -> services.sites().shares(id, utility, from, to, by));
  }

  /** @param of asked after the parameters were found right: what is wrong with them is said of an unknown meter as well */
  private Reply usage(Request request, Supplier<Utility> of, Buckets buckets, Shares shares) {
    String by = request.query().word("by", "day", WORDS);
    Interval interval = switch (by) {
      case "hour" -> interval(request, 1, MONTH);
      case "month" -> interval(request, YEAR, 10 * YEAR);
      default -> interval(request, MONTH, YEAR);
    };
    Utility utility = of.get();
    return Reply.json(new Page<>(switch (by) {
      case "tier" -> shares(shares.of(interval.from(), interval.to(), UsageShare.By.TIER), utility);
      case "period" -> shares(shares.of(interval.from(), interval.to(), UsageShare.By.PERIOD), utility);
      default -> buckets.of(interval.from(), interval.to(), Granularity.of(by)).stream()
          .map(each -> Used.of(each, utility)).toList();
    }, null));
  }

  private static List<Used> shares(List<UsageShare> shares, Utility utility) {
    return shares.stream().map(each -> Used.of(each, utility)).toList();
  }

  private Reply load(Request request) {
    String serial = request.path("serial");
    return load(request, (from, until) -> services.usage().loadCurve(serial, from, until),
        () -> services.usage().utility(serial));
  }

  private Reply loadOfSite(Request request) {
    long id = request.pathNumber("id");
    Utility utility = utility(request);
    return load(request, (from, until) -> services.sites().loadCurve(id, utility, from, until), () -> utility);
  }

  private Reply load(Request request, BiFunction<LocalDate, LocalDate, List<LoadHour>> curve, Supplier<Utility> of) {
    Interval interval = interval(request, MONTH, YEAR);
    LocalDate from = LocalDate.ofInstant(interval.from(), clock.getZone());
    LocalDate last = LocalDate.ofInstant(interval.to().minusMillis(1), clock.getZone());
    return Reply.json(new Load(curve.apply(from, last.plusDays(1)), null, of.get().rateUnit()));
  }

  private Reply peers(Request request) {
    Interval interval = interval(request, MONTH, YEAR);
    String serial = request.path("serial");
    return Reply.json(PeersView.of(services.peers().compare(serial, interval.from(), interval.to()),
        services.usage().utility(serial)));
  }

  private static Utility utility(Request request) {
    return Utility.of(request.query().word("utility", Utility.ELECTRICITY.word(), Utility.words()));
  }

  private Interval interval(Request request, int usualDays, int mostDays) {
    return Interval.of(request.query(), clock, Duration.ofDays(usualDays), Duration.ofDays(mostDays));
  }
}
