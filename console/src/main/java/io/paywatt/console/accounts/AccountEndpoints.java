package io.paywatt.console.accounts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Body;
import io.paywatt.console.http.Interval;
import io.paywatt.console.http.Json;
import io.paywatt.console.http.Lists;
import io.paywatt.console.http.Masked;
import io.paywatt.console.http.Problem;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.account.AccountView;
import io.paywatt.ledger.account.Accounts;
import io.paywatt.ledger.account.BalanceCurve;
import io.paywatt.ledger.account.Statement;
import io.paywatt.ledger.account.StatementSheet;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.tariff.TariffBook;
import io.paywatt.ledger.user.Mask;
import io.paywatt.ledger.user.Reveals;

/** Find an account, see it, and see what was put on and taken off it. */
public final class AccountEndpoints {
  private static final String PDF = "application/pdf";
  private static final int MOST_ACCOUNTS = 500;
  private static final int MOST_ENTRIES = 1000;
  private static final Duration USUAL = Duration.ofDays(31);
  private static final Duration LONGEST = Duration.ofDays(366);

  private final Accounts accounts;
  private final Statement statement;
  private final BalanceCurve balances;
  private final TariffBook tariffs;
  private final Reveals reveals;
  private final Clock clock;

  public AccountEndpoints(Accounts accounts, Statement statement, BalanceCurve balances, TariffBook tariffs, Reveals reveals,
      Clock clock) {
    this.accounts = accounts;
    this.statement = statement;
    this.balances = balances;
    this.tariffs = tariffs;
    this.reveals = reveals;
    this.clock = clock;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/accounts").get(this::find, "q", "limit", "after");
    api.path("/api/v1/accounts/{id}").get(request -> Reply.json(account(request)));
    api.path("/api/v1/accounts/{id}/reveal").post(Body.JSON, this::reveal);
    api.path("/api/v1/accounts/{id}/statement").get(this::statement, "from", "to", "limit", "after", "format");
    api.path("/api/v1/accounts/{id}/balance").get(this::balance, "from", "to");
    api.path("/api/v1/accounts/{id}/units").get(this::units, "from", "to", "limit", "after");
  }

  private Reply find(Request request) {
    var query = request.query();
    return Reply.json(Lists.part(query, MOST_ACCOUNTS,
        (limit, after) -> accounts.find(query.text("q"), limit, after, request.scope())));
  }

  private AccountView account(Request request) {
    String id = request.path("id");
    return accounts.get(id).orElseThrow(() -> Problem.of(404, "There is no account '" + id + "'").asException());
  }

  private Reply balance(Request request) {
    var interval = Interval.of(request.query(), clock, USUAL, LONGEST);
    return Reply.json(new Page<>(balances.points(account(request).id(), interval.from(), interval.to()), null));
  }

  private Reply statement(Request request) {
    var query = request.query();
    String format = query.word("format", request.prefers("text/csv") ? "csv"
        : request.prefers(PDF) ? "pdf" : "json", List.of("json", "csv", "pdf"));
    var interval = Interval.of(query, clock, USUAL, LONGEST);
    String id = account(request).id();
    String fileName = "statement-" + id.replaceAll("[^A-Za-z0-9._-]", "_") + "." + format;
    return (switch (format) {
      case "csv" -> Reply.csv(fileName, csv(id, interval));
      case "pdf" -> Reply.file(PDF, fileName, StatementPdf.of(sheet(request, id, interval), tariffs::tariff, clock.getZone()));
      default -> Reply.json(json(request, id, interval));
    }).with("Vary", "Accept");
  }

  private Reply units(Request request) {
    Interval interval = Interval.of(request.query(), clock, USUAL, LONGEST);
    String id = account(request).id();
    return Reply.json(Lists.part(request.query(), MOST_ENTRIES,
        (limit, after) -> statement.units(id, interval.from(), interval.to(), limit, after)));
  }

  private StatementSheet sheet(Request request, String id, Interval interval) {
    StatementSheet sheet = statement.sheet(id, interval.from(), interval.to(), clock.getZone());
    return request.caller().may(Masked.SEES_RESIDENTS) ? sheet : sheet.withHolder(Mask.text(sheet.holder()));
  }

  private Reply reveal(Request request) {
    return Reply.json(reveals.account(request.path("id"), request.reason(), request.actor()));
  }

  /** A part of the lines, and the balances at both ends of the interval. */
  private ObjectNode json(Request request, String id, Interval interval) {
    ObjectNode part = (ObjectNode) Json.tree(Lists.part(request.query(), MOST_ENTRIES,
        (limit, after) -> statement.page(id, interval.from(), interval.to(), limit, after)));
    Statement.Ends ends = statement.ends(id, interval.from(), interval.to());
    part.set("opening", Json.tree(ends.opening()));
    part.set("closing", Json.tree(ends.closing()));
    return part;
  }

  private byte[] csv(String id, Interval interval) {
    var out = new StringBuilder();
    try {
      statement.csv(id, interval.from(), interval.to(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}
