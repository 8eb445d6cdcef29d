package io.paywatt.ledger.sts;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.command.NewCommand;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.suspense.MoneyEffects;
import io.paywatt.ledger.tariff.TariffBook;
import org.jdbi.v3.core.Handle;

/**
 * Commands to meters without a network become tokens. What is asked for is decided once, at the first try: energy and
 * price are then fixed, the balance is charged, and every further try asks for the same under the same key. Bean
 * {@code tokenDesk}.
 */
public final class TokenDesk {
  private static final Duration REQUEST_LIFE = Duration.ofDays(1);
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int WRONG = 422;
  private static final int LONGEST_LIST = 500;
  private static final int LONGEST_REFERENCE = 128;
  private static final String KEPT = "the balance buys less than 0.1 kWh and stays for the next payment";

  private final Store store;
  private final CommandDesk commands;
  private final TariffBook tariffs;

  public TokenDesk(Store store, CommandDesk commands, TariffBook tariffs) {
    this.store = store;
    this.commands = commands;
    this.tariffs = tariffs;
  }

  /**
   * What to ask the secure module for.
   *
   * @return the request, see the package; null when the command has ended, or the balance buys nothing
   * @throws Rejected 422 when the account's tariff can't price a token
   */
  public byte[] begin(String commandId) {
    return store.inTransaction(handle -> {
      Instant now = store.now();
      TokenOrder order = TokenOrder.lock(handle, commandId).orElse(null);
      if (order == null) {
        return null;
      }
      TokenRows.Row row = TokenRows.find(handle, commandId).orElseGet(() -> TokenRows.add(handle, order,
          order.kind() == TokenKind.CREDIT ? new Vend(handle, order, tariffs, now).sell() : null, now));
      if (row.energyWh() != null && row.energyWh() == 0) {
        commands.end(handle, commandId, "done", KEPT, now);
        return null;
      }
      return request(order, row).getBytes(StandardCharsets.UTF_8);
    });
  }

  /**
   * The module has answered. The first token of a command stays; a later answer changes nothing.
   *
   * @throws IllegalArgumentException when the answer can't be used: the same is asked again later
   */
  public void answered(String commandId, String answer) {
    ObjectNode said = Json.object(answer);
    if (said.path("state").asText().equals("refused")) {
      refused(commandId, said.path("reason").asText("no reason given"));
      return;
    }
    store.inTransaction(handle -> {
      TokenOrder order = TokenOrder.lock(handle, commandId).orElse(null);
      if (order != null) {
        keep(handle, order, said);
      }
      return null;
    });
  }

  /** No token will come for this: the command ends, a credit goes to the desk. */
  public void refused(String commandId, String why) {
    store.inTransaction(handle -> {
      commands.end(handle, commandId, "refused", why, store.now());
      return null;
    });
  }

  /** The token of a payment. @param payment its number @throws Rejected 404 when the payment makes no token */
  public TokenView ofPayment(String payment) {
    return store.read(handle -> ofPayment(handle, payment));
  }

  /** Sends the resident the same token once more. @throws Rejected 404 as {@link #ofPayment}, 409 when there is none yet */
  public TokenView resend(String payment, String actor) {
    return store.inTransaction(handle -> {
      TokenView token = ofPayment(handle, payment);
      if (token.tokens().isEmpty()) {
        throw new Rejected(CONFLICT, "payment " + payment + " has no token yet: " + token.state()
            + (token.reason() == null ? "" : ", " + token.reason()));
      }
      tell(handle, token, "token:" + token.command() + ":again:" + UUID.randomUUID());
      Audit.add(handle, actor, "token-resend", "payment:" + payment, Json.write(Json.object().put("command", token.command())));
      return token;
    });
  }

  /**
   * Staff asks for a management token, which is shown to staff and not sent to the resident.
   *
   * @param kind  one of {@link TokenKind#management()}
   * @param value the limit, for kinds that have one, else null
   * @return as it stands, {@code waiting}
   * @throws Rejected 404 for an unknown meter, 422 for one that takes no tokens, a wrong kind or value
   */
  public TokenView request(String serial, String kind, Integer value, String actor) {
    TokenKind wanted = TokenKind.ofManagement(kind);
    wanted.checkValue(value);
    String key = "request:" + UUID.randomUUID();
    return store.inTransaction(handle -> {
      Instant now = store.now();
      ObjectNode body = Json.object().put("token", wanted.word());
      if (value != null) {
        body.put("value", value);
      }
      commands.enqueue(handle, key, meter(handle, serial), "token", Json.write(body), now.plus(REQUEST_LIFE), now);
      Audit.add(handle, actor, "token-request", "meter:" + serial, Json.write(body));
      return TokenRows.byKey(handle, key).orElseThrow();
    });
  }

  /** Tokens of a meter, the newest first. @throws Rejected as {@link #request} for the meter */
  public List<TokenView> list(String serial, int limit) {
    return store.read(handle -> {
      meter(handle, serial);
      return TokenRows.ofMeter(handle, serial, Math.max(1, Math.min(limit, LONGEST_LIST)));
    });
  }

  private void keep(Handle handle, TokenOrder order, ObjectNode said) {
    Instant now = store.now();
    String digits = digits(order, said.path("tokens"));
    if (TokenRows.givenBefore(handle, order, digits)) {
      commands.end(handle, order.commandId(), "failed", "the gateway gave a token that meter " + order.serial()
          + " was given before", now);
      return;
    }
    String reference = said.path("reference").asText(null);
    TokenRows.issued(handle, order.commandId(), digits,
        reference == null ? null : reference.substring(0, Math.min(reference.length(), LONGEST_REFERENCE)), now);
    commands.end(handle, order.commandId(), "done", null, now);
    if (order.kind() == TokenKind.CREDIT) {
      tell(handle, TokenRows.byCommand(handle, order.commandId()).orElseThrow(), "token:" + order.commandId());
    }
  }

  private static String digits(TokenOrder order, JsonNode tokens) {
    List<TokenDigits> all = new ArrayList<>();
    tokens.forEach(token -> all.add(TokenDigits.of(token.asText())));
    boolean several = order.kind() == TokenKind.KEY_CHANGE;
    if (all.isEmpty() || all.size() > (several ? 4 : 1)) {
      throw new IllegalArgumentException("the answer has " + all.size() + " tokens, allowed is "
          + (several ? "1 to 4" : "1"));
    }
    if (all.stream().anyMatch(token -> token.tokenClass() != order.kind().tokenClass())) {
      throw new IllegalArgumentException("the token is not of class " + order.kind().tokenClass());
    }
    return all.stream().map(TokenDigits::value).collect(Collectors.joining(" "));
  }

  private static void tell(Handle handle, TokenView token, String key) {
    Meter meter = handle.createQuery("SELECT id, account_id FROM meter WHERE serial = :serial").bind("serial", token.meter())
        .map((row, context) -> new Meter(row.getLong("id"), row.getLong("account_id"))).one();
    MoneyEffects.notice(handle, key, "token", meter.accountId(), meter.id(), Json.object()
        .put("token", String.join(", ", token.tokens())).put("energyWh", token.energyWh()).put("amount", token.cost())
        .put("currency", token.currency()), token.issuedAt());
  }

  private static String request(TokenOrder order, TokenRows.Row row) {
    ObjectNode request = Json.object().put("key", order.key()).put("meter", order.serial()).put("kind", row.kind().word())
        .put("class", row.kind().tokenClass()).put("subclass", row.kind().subclass());
    if (row.energyWh() != null) {
      request.put("energyWh", row.energyWh());
    }
    if (row.value() != null) {
      request.put("value", row.value());
    }
    return Json.write(request);
  }

  private static TokenView ofPayment(Handle handle, String payment) {
    return TokenRows.byKey(handle, "credit:payment:" + payment).orElseThrow(() -> new Rejected(NOT_FOUND,
        "payment '" + payment + "' makes no token: it is not posted, or its meter is on the network"));
  }

  private static long meter(Handle handle, String serial) {
    String make = handle.createQuery("SELECT make FROM meter WHERE serial = :serial").bind("serial", serial)
        .mapTo(String.class).findOne().orElseThrow(() -> new Rejected(NOT_FOUND, "There is no meter '" + serial + "'"));
    if (!make.equals(NewCommand.TAKES_TOKENS)) {
      throw new Rejected(WRONG, "meter " + serial + " is of make " + make + ", allowed is " + NewCommand.TAKES_TOKENS);
    }
    return handle.createQuery("SELECT id FROM meter WHERE serial = :serial").bind("serial", serial).mapTo(Long.class).one();
  }

  private record Meter(long id, long accountId) {}
}
