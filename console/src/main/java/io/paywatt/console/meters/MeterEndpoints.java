package io.paywatt.console.meters;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Body;
import io.paywatt.console.http.Fields;
import io.paywatt.console.http.Json;
import io.paywatt.console.http.Problem;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.command.CommandView;
import io.paywatt.ledger.meter.MeterChanges;
import io.paywatt.ledger.meter.Replacement;
import io.paywatt.ledger.shadow.Shadows;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.usage.Meters;

/** The live picture of a meter, and what it is asked to do. */
public final class MeterEndpoints {
  private static final List<String> KINDS = List.of("read", "relay", "balance", "price", "display", "write");

  private static final Set<String> REPLACEMENT = Set.of("at", "finalWh", "newSerial", "initialWh", "multiplier", "rangeWh");
  private static final int MOST_WAIT_SECONDS = 30;
  private static final int MOST_WAITING = 4;

  private final Meters meters;
  private final CommandDesk commands;
  private final MeterChanges changes;
  private final Shadows shadows;
  private final Semaphore waiting = new Semaphore(MOST_WAITING);
  private final Clock clock;

  public MeterEndpoints(Meters meters, CommandDesk commands, MeterChanges changes, Shadows shadows, Clock clock) {
    this.meters = meters;
    this.commands = commands;
    this.changes = changes;
    this.shadows = shadows;
    this.clock = clock;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/meters/{serial}").get(this::live);
    api.path("/api/v1/meters/{serial}/commands").get(this::list, "limit").post(Body.JSON, this::order, "wait");
    api.path("/api/v1/meters/{serial}/commands/{id}").get(this::command);
    api.path("/api/v1/meters/{serial}/replacement").post(Body.JSON, this::replace);
  }

  private Reply live(Request request) {
    String serial = request.path("serial");
    ObjectNode live = (ObjectNode) Json.tree(meters.get(serial).orElseThrow(
        () -> Problem.of(404, "There is no meter '" + serial + "'").asException()));
    return Reply.json(live.set("shadow", Json.tree(shadows.get(serial))));
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
