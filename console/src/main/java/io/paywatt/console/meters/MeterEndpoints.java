package io.paywatt.console.meters;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Body;
import io.paywatt.console.http.Fields;
import io.paywatt.console.http.Interval;
import io.paywatt.console.http.Json;
import io.paywatt.console.http.Problem;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.command.CommandView;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.shadow.Shadows;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.usage.Granularity;
import io.paywatt.ledger.usage.Meters;
import io.paywatt.ledger.usage.Usage;

/** The live picture of a meter, what it used, and what it is asked to do. */
public final class MeterEndpoints {
  private static final List<String> KINDS = List.of("read", "relay", "balance", "price", "display");

  private static final int MOST_WAIT_SECONDS = 30;
  private static final int MOST_WAITING = 4;

  /** Energy and cost of one bucket. */
  private record Used(Instant from, Instant to, long energyWh, Money cost) {}

  private final Meters meters;
  private final Usage usage;
  private final CommandDesk commands;
  private final Shadows shadows;
  private final Semaphore waiting = new Semaphore(MOST_WAITING);
  private final Clock clock;

  public MeterEndpoints(Meters meters, Usage usage, CommandDesk commands, Shadows shadows, Clock clock) {
    this.meters = meters;
    this.usage = usage;
    this.commands = commands;
    this.shadows = shadows;
    this.clock = clock;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/meters/{serial}").get(this::live);
    api.path("/api/v1/meters/{serial}/usage").get(this::usage, "from", "to", "by");
    api.path("/api/v1/meters/{serial}/commands").get(this::list, "limit").post(Body.JSON, this::order, "wait");
    api.path("/api/v1/meters/{serial}/commands/{id}").get(this::command);
  }

  private Reply live(Request request) {
    String serial = request.path("serial");
    ObjectNode live = (ObjectNode) Json.tree(meters.get(serial).orElseThrow(
        () -> Problem.of(404, "There is no meter '" + serial + "'").asException()));
    return Reply.json(live.set("shadow", Json.tree(shadows.get(serial))));
  }

  private Reply usage(Request request) {
    String by = request.query().word("by", "day", List.of("hour", "day", "month"));
    var interval = switch (by) {
      case "hour" -> interval(request, 1, 31);
      case "day" -> interval(request, 31, 366);
      default -> interval(request, 366, 3660);
    };
    var used = usage.buckets(request.path("serial"), interval.from(), interval.to(), Granularity.of(by)).stream()
        .map(bucket -> new Used(bucket.from(), bucket.to(), bucket.energyWh(), bucket.cost())).toList();
    return Reply.json(new Page<>(used, null));
  }

  private Interval interval(Request request, int usualDays, int mostDays) {
    return Interval.of(request.query(), clock, Duration.ofDays(usualDays), Duration.ofDays(mostDays));
  }

  private Reply list(Request request) {
    int limit = request.query().number("limit", 50, 1, 500);
    return Reply.json(new Page<>(
        commands.list(request.path("serial"), limit).stream().map(CommandJson::of).toList(), null));
  }

  private Reply order(Request request) {
    ObjectNode body = request.json();
    var fields = new Fields(body);
    String kind = fields.word("kind", KINDS);
    fields.check();
    body.remove("kind");
    int wait = request.query().number("wait", 0, 0, MOST_WAIT_SECONDS);
    CommandView asked = commands.request(request.path("serial"), kind, body.toString(), request.actor());
    CommandView seen = wait == 0 ? asked : await(asked, Duration.ofSeconds(wait));
    return Reply.json(seen.waitsForAnswer() ? 202 : 200, CommandJson.of(seen));
  }

  /** A place for each caller that waits would leave none for the others: without one the answer comes at once. */
  private CommandView await(CommandView asked, Duration longest) {
    if (!waiting.tryAcquire()) {
      return asked;
    }
    try {
      return commands.await(asked.id(), longest);
    } finally {
      waiting.release();
    }
  }

  private Reply command(Request request) {
    return Reply.json(CommandJson.of(commands.get(request.path("serial"), request.path("id"))));
  }
}
