package io.paywatt.console.settlements;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Body;
import io.paywatt.console.http.Fields;
import io.paywatt.console.http.Json;
import io.paywatt.console.http.Lists;
import io.paywatt.console.http.Query;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.settlement.DifferenceClass;
import io.paywatt.ledger.settlement.SettlementReports;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.user.Scope;

/** Provider's bill, ledger and meters, a day at a time: totals, differences, and a person's word on one. */
public final class SettlementEndpoints {
  private static final String ROOT = "/api/v1/settlements";
  private static final int USUAL_DAYS = 31;
  private static final int MOST = 1000;
  private static final int LONGEST_REASON = 500;
  private static final List<String> STATES = List.of("open", "waiting", "resolved");
  private static final List<String> CLASSES = Arrays.stream(DifferenceClass.values()).map(DifferenceClass::word).toList();

  private final SettlementReports reports;
  private final Clock clock;

  public SettlementEndpoints(SettlementReports reports, Clock clock) {
    this.reports = reports;
    this.clock = clock;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path(ROOT).get(this::list, "from", "to", "provider");
    api.path(ROOT + "/differences/{id}/resolve").post(Body.JSON, this::resolve);
    api.path(ROOT + "/{provider}/{date}").get(this::one, "state", "class", "limit", "after", "format");
  }

  private Reply list(Request request) {
    Query query = request.query();
    LocalDate to = query.day("to", LocalDate.now(clock));
    LocalDate from = query.day("from", to.minusDays(USUAL_DAYS));
    return Reply.json(new Page<>(reports.list(query.text("provider"), from, to, request.scope()), null));
  }

  private Reply one(Request request) {
    Query query = request.query();
    String format = query.word("format", request.prefers("text/csv") ? "csv" : "json", List.of("json", "csv"));
    String state = query.word("state", null, STATES);
    String name = query.word("class", null, CLASSES);
    var day = reports.get(request.path("provider"), request.path("date"), request.scope());
    if (format.equals("csv")) {
      return Reply.csv("settlement-" + day.provider() + "-" + day.date() + ".csv",
          csv(day.provider(), day.date(), state, name, request.scope()))
          .with("Vary", "Accept");
    }
    ObjectNode whole = (ObjectNode) Json.tree(day);
    whole.set("differences", Json.tree(Lists.part(query, MOST, (limit, after) ->
        reports.differences(day.provider(), day.date(), state, name, limit, after, request.scope()))));
    return Reply.json(whole).with("Vary", "Accept");
  }

  private Reply resolve(Request request) {
    long id = request.pathNumber("id");
    var fields = new Fields(request.json(), Set.of("reason"));
    String reason = fields.text("reason", LONGEST_REASON);
    fields.check();
    return Reply.json(reports.resolve(id, reason, request.actor()));
  }

  private byte[] csv(String provider, String date, String state, String name, Scope scope) {
    var out = new StringBuilder();
    try {
      reports.csv(provider, date, state, name, scope, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}
