package io.paywatt.console.meters;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Body;
import io.paywatt.console.http.Fields;
import io.paywatt.console.http.Interval;
import io.paywatt.console.http.Problem;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.meter.MeterChanges;
import io.paywatt.ledger.meter.Replacement;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.usage.Granularity;
import io.paywatt.ledger.usage.Meters;
import io.paywatt.ledger.usage.Usage;

/** The live picture of a meter, what it used, and what it is asked to do. */
public final class MeterEndpoints {
  private static final List<String> KINDS = List.of("read", "relay", "balance", "price", "display");

  private static final Set<String> REPLACEMENT = Set.of("at", "finalWh", "newSerial", "initialWh", "multiplier", "rangeWh");

  /** Energy and cost of one bucket. */
  private record Used(Instant from, Instant to, long energyWh, Money cost) {}

  private final Meters meters;
  private final Usage usage;
  private final CommandDesk commands;
  private final MeterChanges changes;
  private final Clock clock;

  public MeterEndpoints(Meters meters, Usage usage, CommandDesk commands, MeterChanges changes, Clock clock) {
    this.meters = meters;
    this.usage = usage;
    this.commands = commands;
    this.changes = changes;
    this.clock = clock;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/meters/{serial}").get(this::live);
    api.path("/api/v1/meters/{serial}/usage").get(this::usage, "from", "to", "by");
    api.path("/api/v1/meters/{serial}/commands").get(this::list, "limit").post(Body.JSON, this::order);
    api.path("/api/v1/meters/{serial}/replacement").post(Body.JSON, this::replace);
  }

  private Reply live(Request request) {
    String serial = request.path("serial");
    return Reply.json(meters.get(serial).orElseThrow(
        () -> Problem.of(404, "There is no meter '" + serial + "'").asException()));
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

  private Reply replace(Request request) {
    var fields = new Fields(request.json(), REPLACEMENT);
    Instant at = fields.instantOrNull("at");
    Long finalWh = fields.number("finalWh", 0, Long.MAX_VALUE);
    var told = new Replacement(at == null ? clock.instant() : at, finalWh == null ? 0 : finalWh,
        fields.textOrNull("newSerial", 64), fields.numberOrNull("initialWh", 0, Long.MAX_VALUE),
        whole(fields.numberOrNull("multiplier", 1, 1_000_000)), fields.numberOrNull("rangeWh", 1, Long.MAX_VALUE));
    fields.check();
    return Reply.json(changes.record(request.path("serial"), told, request.actor()));
  }

  private static Integer whole(Long number) {
    return number == null ? null : number.intValue();
  }

  private Reply order(Request request) {
    ObjectNode body = request.json();
    var fields = new Fields(body);
    String kind = fields.word("kind", KINDS);
    fields.check();
    body.remove("kind");
    return Reply.json(202, CommandJson.of(
        commands.request(request.path("serial"), kind, body.toString(), request.actor())));
  }
}
