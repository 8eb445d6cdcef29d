package io.paywatt.console.meters;

import java.util.List;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Body;
import io.paywatt.console.http.Fields;
import io.paywatt.console.http.Problem;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.usage.Meters;

/** The live picture of a meter, and what it is asked to do. */
public final class MeterEndpoints {
  private static final List<String> KINDS = List.of("read", "relay", "balance", "price", "display");

  private final Meters meters;
  private final CommandDesk commands;

  public MeterEndpoints(Meters meters, CommandDesk commands) {
    this.meters = meters;
    this.commands = commands;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/meters/{serial}").get(this::live);
    api.path("/api/v1/meters/{serial}/commands").get(this::list, "limit").post(Body.JSON, this::order);
  }

  private Reply live(Request request) {
    String serial = request.path("serial");
    return Reply.json(meters.get(serial).orElseThrow(
        () -> Problem.of(404, "There is no meter '" + serial + "'").asException()));
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
    return Reply.json(202, CommandJson.of(
        commands.request(request.path("serial"), kind, body.toString(), request.actor())));
  }
}
