package io.paywatt.ledger.failed;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.user.Mask;
import org.jdbi.v3.core.Handle;

/** Writes a failed message down: no credentials, and nothing so large that the desk itself fails. */
final class Parking {
  static final int BODY_LIMIT = 1 << 20;
  static final int STACK_LIMIT = 64 << 10;
  /** Header that says the body was cut; such an item can't be replayed. */
  static final String CUT_HEADER = "PayWattBodyCut";
  private static final int MESSAGE_LIMIT = 8 << 10;
  private static final int HEADER_LIMIT = 8 << 10;
  private static final int HEADERS_LIMIT = 10 << 10;
  private static final List<String> SECRET_WORDS = List.of("authorization", "signature", "secret", "token", "password",
      "cookie", "credential", "api-key", "apikey");

  private Parking() {}

  static long insert(Handle handle, FailedMessage message, Instant now) {
    byte[] body = message.body() == null ? new byte[0] : message.body();
    Map<String, String> headers = withoutSecrets(message.headers());
    boolean cut = body.length > BODY_LIMIT;
    if (cut) {
      headers.put(CUT_HEADER, "to " + BODY_LIMIT + " of " + body.length + " bytes");
      body = Arrays.copyOf(body, BODY_LIMIT);
    }
    Throwable error = message.error();
    Facts facts = Facts.of(body, headers);
    SearchIndex.Owner owner = SearchIndex.owner(handle, facts);
    List<String> people = People.of(body, owner.people(), facts.values());
    long id = handle.createUpdate("INSERT INTO failed_message (failed_at, route_id, step_id, location, replay_to,"
            + " content_type, headers, body, error_class, error_message, stack, route_version, attempts, group_id) VALUES"
            + " (:now, :route, :step, :location, :replayTo, :contentType, :headers, :body, :errorClass, :errorMessage,"
            + " :stack, :version, :attempts, :group)")
        .bind("now", Store.utc(now)).bind("route", cut(message.routeId() == null ? "-" : message.routeId(), 120))
        .bind("step", cut(message.stepId(), 120)).bind("location", cut(message.location(), 255))
        .bind("replayTo", cut ? null : message.replayTo()).bind("contentType", cut(message.contentType(), 120))
        .bind("headers", Json.write(headers)).bind("body", body)
        .bind("errorClass", error == null ? "-" : cut(error.getClass().getName(), 190))
        .bind("errorMessage", shown(error, people)).bind("stack", cut(stackOf(error), STACK_LIMIT))
        .bind("version", message.routeVersion()).bind("attempts", message.attempts())
        .bind("group", Groups.idOf(handle, Cause.of(message, facts.values(), people), now))
        .executeAndReturnGeneratedKeys("id").mapTo(Long.class).one();
    SearchIndex.write(handle, id, facts, owner, body, headers, messageOf(error));
    return id;
  }

  /** The same message failed once more: why, and where, is what it says now. */
  static void again(Handle handle, long id, FailedMessage message, Instant now) {
    Throwable error = message.error();
    byte[] body = message.body() == null ? new byte[0] : message.body();
    Facts facts = Facts.of(body, withoutSecrets(message.headers()));
    List<String> people = People.of(body, SearchIndex.owner(handle, facts).people(), facts.values());
    handle.createUpdate("UPDATE failed_message SET step_id = :step, location = :location, error_class = :errorClass,"
            + " error_message = :errorMessage, stack = :stack, route_version = :version, attempts = attempts + :attempts,"
            + " group_id = :group WHERE id = :id")
        .bind("id", id).bind("step", cut(message.stepId(), 120)).bind("location", cut(message.location(), 255))
        .bind("errorClass", error == null ? "-" : cut(error.getClass().getName(), 190))
        .bind("errorMessage", shown(error, people)).bind("stack", cut(stackOf(error), STACK_LIMIT))
        .bind("version", message.routeVersion()).bind("attempts", message.attempts())
        .bind("group", Groups.idOf(handle, Cause.of(message, facts.values(), people), now)).execute();
  }

  /** The message as lists show it, without the people it names: the stack has it whole. */
  private static String shown(Throwable error, List<String> people) {
    return cut(Mask.words(messageOf(error), people), MESSAGE_LIMIT);
  }

  /** The message for people; a cause without one is named by its class. */
  static String messageOf(Throwable error) {
    if (error == null) {
      return "-";
    }
    return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
  }

  /** At most {@code limit} characters; null stays null. */
  static String cut(String text, int limit) {
    return text == null || text.length() <= limit ? text : text.substring(0, limit - 1) + "…";
  }

  private static Map<String, String> withoutSecrets(Map<String, String> headers) {
    Map<String, String> kept = new TreeMap<>();
    int size = 0;
    for (var header : (headers == null ? Map.<String, String>of() : headers).entrySet()) {
      String value = cut(header.getValue(), HEADER_LIMIT);
      size += header.getKey().length() + (value == null ? 0 : value.length());
      if (value != null && !isSecret(header.getKey()) && size <= HEADERS_LIMIT) {
        kept.put(header.getKey(), value);
      }
    }
    return kept;
  }

  private static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return SECRET_WORDS.stream().anyMatch(lower::contains);
  }

  private static String stackOf(Throwable error) {
    if (error == null) {
      return "";
    }
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
