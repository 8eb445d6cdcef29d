package io.paywatt.ledger.command;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * What shows that a command was carried out, beyond the meter's word. A relay: the position it reports, and when it was
 * opened, a later reading without current, as far as the meter measures that. A credit and a balance: the balance in the
 * answer. A read: the register in the answer. Of a price and a text there is the meter's word alone.
 */
final class CommandProofs {
  private static final BigDecimal NO_CURRENT_A = new BigDecimal("0.05");
  private static final int NO_POWER_W = 5;
  private static final long NEAR_MINOR = 100;

  private CommandProofs() {}

  /** The state of the command by the answer alone. */
  static String stateAfter(EndedCommand command, CommandReply reply) {
    if (!reply.result().equals("done")) {
      return reply.result();
    }
    boolean proven = switch (command.kind()) {
      case "read" -> reply.energyWh() != null;
      case "credit", "balance" -> shows(Json.object(command.body()), reply.balanceMinor());
      default -> false;
    };
    return proven ? "proven" : "accepted";
  }

  /** Whether the balance is nearer to what the meter was told than to what it was without the credit. */
  private static boolean shows(JsonNode body, Long balance) {
    JsonNode told = body.path("balance");
    if (balance == null || !told.isIntegralNumber()) {
      return false;
    }
    long near = body.path("amount").isIntegralNumber() ? body.path("amount").longValue() / 2 : NEAR_MINOR;
    return Math.abs(balance - told.longValue()) <= near;
  }

  /** Looks whether what the meters report by now proves their accepted relay commands. */
  static void look(Handle handle, List<String> ids, Instant now) {
    if (ids.isEmpty()) {
      return;
    }
    List<Evidence> evidence = handle.createQuery("SELECT c.id, c.meter_id, c.payload, c.ended_at, c.position_seen_at,"
            + " c.current_gone_at, s.relay_reported, s.reported_at, s.last_reading_at, s.power_w, s.current_a"
            + " FROM command c JOIN meter_state s ON s.meter_id = c.meter_id WHERE c.id IN (<ids>)"
            + " AND c.state = 'accepted'").bindList("ids", ids).map((row, context) -> Evidence.of(row)).list();
    evidence.stream().filter(Evidence::isNews).forEach(each -> write(handle, each, now));
  }

  private static void write(Handle handle, Evidence seen, Instant now) {
    handle.createUpdate("UPDATE command SET position_seen_at = IF(:position, COALESCE(position_seen_at, :now), NULL),"
            + " current_gone_at = IF(:gone, COALESCE(current_gone_at, :now), NULL),"
            + " state = IF(:proven, 'proven', state), proven_at = IF(:proven, :now, NULL)"
            + " WHERE id = :id AND state = 'accepted'")
        .bind("position", seen.position()).bind("gone", seen.currentGone()).bind("proven", seen.proven())
        .bind("now", Store.utc(now)).bind("id", seen.id()).execute();
    if (seen.proven()) {
      handle.createUpdate("UPDATE meter_state SET relay_proven = :relay, relay_proven_at = :now, proving = NULL"
              + " WHERE meter_id = :meter AND proving = :id")
          .bind("relay", seen.relay()).bind("now", Store.utc(now)).bind("meter", seen.meterId()).bind("id", seen.id())
          .execute();
    }
  }

  /**
   * @param relay       the position that was commanded
   * @param position    reported since the meter accepted
   * @param reports     whether the meter reports a position at all
   * @param measured    whether a reading since then says what flows
   * @param readSince   whether there was a reading since then
   * @param currentGone by that reading nothing flows
   * @param news        whether that is more, or less, than was noted
   */
  private record Evidence(String id, long meterId, String relay, boolean position, boolean reports, boolean measured,
      boolean readSince, boolean currentGone, boolean news) {

    static Evidence of(ResultSet row) throws SQLException {
      LocalDateTime accepted = row.getObject("ended_at", LocalDateTime.class);
      String relay = Json.object(row.getString("payload")).path("relay").asText();
      String reported = row.getString("relay_reported");
      LocalDateTime reportedAt = row.getObject("reported_at", LocalDateTime.class);
      boolean position = relay.equals(reported) && reportedAt != null && !reportedAt.isBefore(accepted);
      LocalDateTime readAt = row.getObject("last_reading_at", LocalDateTime.class);
      boolean since = readAt != null && readAt.isAfter(accepted);
      Integer power = row.getObject("power_w", Integer.class);
      String current = row.getString("current_a");
      boolean measured = since && (power != null || current != null);
      boolean gone = measured && relay.equals("open") && nothingFlows(power, current);
      boolean news = position != (row.getObject("position_seen_at") != null)
          || gone != (row.getObject("current_gone_at") != null);
      return new Evidence(row.getString("id"), row.getLong("meter_id"), relay, position, reported != null, measured, since,
          gone, news);
    }

    boolean proven() {
      if (relay.equals("closed")) {
        return position; // with nothing switched on there is no current either
      }
      return position && (currentGone || readSince && !measured) || !reports && currentGone;
    }

    boolean isNews() {
      return news || proven();
    }

    private static boolean nothingFlows(Integer power, String currents) {
      boolean noCurrent = currents == null || Arrays.stream(currents.substring(1, currents.length() - 1).split(","))
          .allMatch(amperes -> new BigDecimal(amperes).abs().compareTo(NO_CURRENT_A) < 0);
      return noCurrent && (power == null || Math.abs(power) <= NO_POWER_W);
    }
  }
}
