package io.paywatt.adapter.twilio;

import java.util.List;
import io.paywatt.adapter.FormCall;
import io.paywatt.adapter.ReceiptDoor;
import io.paywatt.adapter.WebhookAnswer;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.notice.Receipt;
import io.paywatt.ledger.notice.Receipt.State;
import org.apache.camel.Exchange;

/** Twilio's status callbacks, signed over their whole address: the number of the notice stands in its query. */
public final class TwilioReceipts {
  private final TwilioSettings settings;

  /** @param settings null, or without status-url: every call is answered 404 */
  public TwilioReceipts(TwilioSettings settings) {
    this.settings = settings;
  }

  /** First step of the source: the receipt; nothing for a state that is none (queued, sending). */
  public byte[] receive(Exchange exchange) {
    return ReceiptDoor.take(exchange, "twilio", this::read);
  }

  /** Last step of the source: noted. */
  public void answer(Exchange exchange) {
    WebhookAnswer.empty(204).on(exchange);
  }

  private List<Receipt> read(Exchange exchange) {
    if (settings == null || settings.statusUrl() == null) {
      throw new Rejected(404, "this endpoint is not configured: set the key paywatt.twilio.status-url");
    }
    String query = exchange.getMessage().getHeader(Exchange.HTTP_RAW_QUERY, "", String.class);
    FormCall form = FormCall.of(exchange, "X-Twilio-Signature");
    String called = query.isEmpty() ? settings.statusUrl() : settings.statusUrl() + "?" + query;
    if (!new TwilioSignature(settings.authToken(), called).matches(form.fields(), form.signature())) {
      throw new Rejected(401, "the signature does not match; is paywatt.twilio.status-url exactly what Twilio calls?");
    }
    State state = switch (form.text("MessageStatus", 32)) {
      case "sent" -> State.ACCEPTED;
      case "delivered", "read" -> State.DELIVERED;
      case "undelivered", "failed" -> State.FAILED;
      default -> null;
    };
    return state == null ? List.of() : List.of(new Receipt("twilio", notice(query), form.text("MessageSid", 64), state,
        ReceiptDoor.reason(form.orEmpty("ErrorCode"), form.orEmpty("ErrorMessage"))));
  }

  private static Long notice(String query) {
    return query.matches("notice=[1-9][0-9]{0,17}") ? Long.valueOf(query.substring("notice=".length())) : null;
  }
}
