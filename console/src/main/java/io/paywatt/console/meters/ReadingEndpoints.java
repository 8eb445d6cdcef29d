package io.paywatt.console.meters;

import java.time.Clock;
import java.time.Duration;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Interval;
import io.paywatt.console.http.Lists;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.usage.MeterList;
import io.paywatt.ledger.usage.ReadingCurve;

/** Meters in a list, and the readings of one: as they came, and over time. */
public final class ReadingEndpoints {
  private static final int MOST_LISTED = 500;
  private static final Duration USUAL = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofDays(31);

  private final MeterList meters;
  private final ReadingCurve readings;
  private final Clock clock;

  public ReadingEndpoints(MeterList meters, ReadingCurve readings, Clock clock) {
    this.meters = meters;
    this.readings = readings;
    this.clock = clock;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/meters").get(this::list, "q", "state", "limit", "after");
    api.path("/api/v1/meters/{serial}/curve").get(this::curve, "from", "to");
    api.path("/api/v1/meters/{serial}/readings").get(this::newest, "limit");
  }

  private Reply list(Request request) {
    var query = request.query();
    String state = query.word("state", null, MeterList.WORDS);
    return Reply.json(Lists.part(query, MOST_LISTED,
        (limit, after) -> meters.find(request.scope(), query.text("q"), state, limit, after)));
  }

  private Reply curve(Request request) {
    var interval = Interval.of(request.query(), clock, USUAL, LONGEST);
    return Reply.json(new Page<>(readings.points(request.path("serial"), interval.from(), interval.to()), null));
  }

  private Reply newest(Request request) {
    int limit = request.query().number("limit", 50, 1, MOST_LISTED);
    return Reply.json(new Page<>(readings.newest(request.path("serial"), limit), null));
  }
}
