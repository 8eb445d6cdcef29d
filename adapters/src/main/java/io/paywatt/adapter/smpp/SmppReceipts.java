package io.paywatt.adapter.smpp;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import io.paywatt.ledger.notice.Receipt;
import io.paywatt.ledger.notice.Receipt.State;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;

/**
 * Delivery receipts, read from the PDU: by the parameters receipted_message_id and message_state, else from the text
 * {@code id:.. sub:.. dlvrd:.. .. stat:DELIVRD err:000 ..}.
 */
final class SmppReceipts {
  private static final Pattern ID = Pattern.compile("(?i)\\bid:\\s*([\\x21-\\x7e]{1,65})");
  private static final Pattern STATE = Pattern.compile("(?i)\\bstat:\\s*([A-Z]{5,7})");
  private static final Pattern ERROR = Pattern.compile("(?i)\\berr:\\s*([0-9A-Za-z]{1,8})");
  /** message_state as SMPP 3.4, 5.2.28 numbers it. */
  private static final List<String> STATES = List.of("", "ENROUTE", "DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD",
      "UNKNOWN",
      "REJECTD");

  private final String ids;

  /** @param ids how receipts write an id: same, hex (of a decimal one) or decimal (of a hex one) */
  SmppReceipts(String ids) {
    this.ids = ids;
  }

  /** None when it names no message or no state. */
  List<Receipt> read(DeliverSm pdu) {
    byte[] body = pdu.getShortMessage();
    String text = body == null ? "" : new String(body, StandardCharsets.ISO_8859_1);
    String id = parameter(pdu, Tag.RECEIPTED_MESSAGE_ID, found(ID, text));
    String stat = pdu.getOptionalParameter(Tag.MESSAGE_STATE) instanceof OptionalParameter.Byte state
        && state.getValue() > 0 && state.getValue() < STATES.size() ? STATES.get(state.getValue()) : found(STATE, text);
    if (id == null || stat == null) {
      return List.of();
    }
    State state = switch (stat.toUpperCase(Locale.ROOT)) {
      case "DELIVRD" -> State.DELIVERED;
      case "EXPIRED", "DELETED", "UNDELIV", "REJECTD" -> State.FAILED;
      default -> State.ACCEPTED;
    };
    String error = found(ERROR, text);
    return List.of(new Receipt("smpp", null, asSubmitted(id), state, error == null ? stat : stat + " " + error));
  }

  private String asSubmitted(String id) {
    try {
      return switch (ids) {
        case "hex" -> new BigInteger(id, 16).toString();
        case "decimal" -> new BigInteger(id).toString(16);
        default -> id;
      };
    } catch (NumberFormatException e) {
      return id;
    }
  }

  private static String parameter(DeliverSm pdu, Tag tag, String otherwise) {
    return pdu.getOptionalParameter(tag) instanceof OptionalParameter.COctetString text && !text.getValueAsString().isBlank()
        ? text.getValueAsString().strip() : otherwise;
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }
}
