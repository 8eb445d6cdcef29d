package io.paywatt.ledger.command;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.failed.FailedMessage;
import io.paywatt.ledger.outbox.Outbox;
import io.paywatt.ledger.store.Json;
import org.jdbi.v3.core.Handle;

/**
 * A credit that did not reach its meter. The money is posted and stays posted; what a person decides is how the meter
 * learns of it.
 */
final class FailedCredit {
  private static final String ROUTE = "command-send";
  private static final String DOOR = "command-retry";

  private FailedCredit() {}

  /** Puts the credit on the desk and tells the administrators, in the running transaction. */
  static void report(Handle handle, EndedCommand command, String state, String why, Instant now) {
    ObjectNode body = Json.object(command.body());
    body.put("meter", command.serial());
    body.put("command", command.id());
    String error = "Credit for meter " + command.serial() + " " + state + " after " + command.attempts()
        + " tries: " + why + ". The payment is posted; a replay tells the meter its balance, or asks for the token again.";
    FailedDesk.add(handle, new FailedMessage(ROUTE, "command-" + state, null, DOOR, "application/json",
        Map.of("PayWattCommandKey", command.key()), Json.write(body).getBytes(StandardCharsets.UTF_8),
        new CreditNotDelivered(error)), now);
    tellAdministrators(handle, "command-failed:" + command.id(), command, why, now);
  }

  /** The serial in the body of such a desk item. */
  static String meterOf(byte[] deskBody) {
    try {
      String serial = Json.object(new String(deskBody, StandardCharsets.UTF_8)).path("meter").asText();
      if (!serial.isEmpty()) {
        return serial;
      }
      throw new Rejected(422, "meter is missing, allowed is the serial of a meter");
    } catch (IllegalArgumentException e) {
      throw new Rejected(422, "The credit is not readable: " + e.getMessage());
    }
  }

  /** The command of such a desk item, or null when it names none. */
  static String commandOf(byte[] deskBody) {
    try {
      return Json.object(new String(deskBody, StandardCharsets.UTF_8)).path("command").asText(null);
    } catch (IllegalArgumentException e) {
      return null; // meterOf says what is wrong
    }
  }

  static void tellAdministrators(Handle handle, String key, EndedCommand command, String why, Instant now) {
    ObjectNode notice = Json.object().put("kind", "command-failed").putNull("accountId")
        .put("meterId", command.meterId());
    notice.putObject("params").put("command", command.kind()).put("reason", CommandEnds.cut(why, 200))
        .put("at", now.toString());
    Outbox.add(handle, key, Outbox.Kind.NOTICE, Json.write(notice), now);
  }

  /** Names the cause on the desk; never thrown. */
  @SuppressWarnings("serial")
  static final class CreditNotDelivered extends RuntimeException {
    CreditNotDelivered(String message) {
      super(message, null, false, false);
    }
  }
}
