package io.paywatt.adapter.mpesa;

import java.util.LinkedHashMap;
import java.util.Map;
import io.paywatt.adapter.ProviderCall;
import org.apache.camel.Exchange;

/**
 * One call from a kamelet: {@link #begin}, then {@link #authorise}, the HTTP step and {@link #heard} as long as the property
 * {@code PayWattSend} is true, then {@link #answer}. It is sent once more when M-Pesa has forgotten the access token.
 */
final class MpesaCalls {
  /** Whether the kamelet has to send. */
  static final String SEND = "PayWattSend";
  private static final String REQUEST = "PayWattMpesaRequest";
  private static final String TOKEN = "PayWattMpesaToken";
  private static final String ANSWER = "PayWattMpesaAnswer";

  private final MpesaSettings settings;
  private final MpesaToken token;

  MpesaCalls(MpesaSettings settings, MpesaToken token) {
    this.settings = settings;
    this.token = token;
  }

  /** @param request null when nothing has to be sent */
  void begin(Exchange exchange, MpesaRequest request) {
    exchange.removeProperty(TOKEN);
    exchange.removeProperty(ANSWER);
    exchange.setProperty(REQUEST, request);
    exchange.setProperty(SEND, request != null);
  }

  void authorise(Exchange exchange) {
    MpesaRequest request = exchange.getProperty(REQUEST, MpesaRequest.class);
    String used = token.get();
    boolean first = exchange.getProperty(TOKEN) == null;
    exchange.setProperty(TOKEN, first ? used : "");
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", "Bearer " + used);
    headers.put("Accept", "application/json");
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "PayWatt");
    ProviderCall.begin(exchange, settings.baseUrl() + request.path(), null, headers, request.body());
  }

  void heard(Exchange exchange) {
    ProviderCall.Answer answer = ProviderCall.end(exchange);
    String used = exchange.getProperty(TOKEN, String.class);
    boolean again = answer.status() != 200 && MpesaFault.of(answer).invalidToken() && !used.isEmpty();
    if (again) {
      token.forget(used);
    }
    exchange.setProperty(ANSWER, answer);
    exchange.setProperty(SEND, again);
  }

  ProviderCall.Answer answer(Exchange exchange) {
    exchange.removeProperty(TOKEN);
    exchange.removeProperty(REQUEST);
    return (ProviderCall.Answer) exchange.removeProperty(ANSWER);
  }
}
