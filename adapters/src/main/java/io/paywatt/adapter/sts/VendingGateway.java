package io.paywatt.adapter.sts;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.ActionBody;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.Secret;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import org.apache.camel.Exchange;

/**
 * The vending gateway as its kamelet uses it. Safe for many threads. A call that got no answer is made again with the same
 * Idempotency-Key, for which the gateway gives the same token.
 */
public final class VendingGateway {
  private static final int KEY = 190;
  private static final int DIGITS = 32;
  private static final int MOST_TOKENS = 4;

  private final StsSettings settings;
  private final Secret secret;

  /** @param settings null when no gateway is configured. @throws IllegalArgumentException when the token is misshapen */
  public VendingGateway(StsSettings settings) {
    this.settings = settings;
    this.secret = settings == null ? null : settings.secret();
  }

  /** Asks for the tokens of a request. @throws Unavailable when no gateway is configured @throws Rejected 400 for a wrong request */
  public void prepareToken(Exchange exchange) {
    if (settings == null) {
      throw new Unavailable("No vending gateway is configured: set the keys paywatt.sts.*", null);
    }
    JsonNode request = ActionBody.of(exchange, "the request");
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", "Bearer " + secret.get());
    headers.put("Idempotency-Key", StrictJson.text(request, "key", KEY));
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json");
    headers.put("User-Agent", "PayWatt");
    byte[] body = request.toString().getBytes(StandardCharsets.UTF_8);
    ProviderCall.begin(exchange, settings.baseUrl() + "/v1/tokens", null, headers, body);
  }

  /** @return {@code {"state","tokens","reference","reason"}}. @throws Unavailable when the same has to be asked again */
  public String readToken(Exchange exchange) {
    ProviderCall.Answer answer = ProviderCall.end(exchange);
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
    return switch (answer.status()) {
      case 200, 201 -> issued(answer.body());
      case 400, 404, 422 -> refused(answer);
      default -> throw new Unavailable("The vending gateway answered " + answer.status(), null);
    };
  }

  /** Instead of reading when the connection failed. @throws Unavailable always */
  public void noAnswer(Exchange exchange) {
    ProviderCall.restore(exchange);
    throw new Unavailable("The vending gateway did not answer",
        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
  }

  private static String issued(byte[] body) {
    try {
      JsonNode said = StrictJson.object(body, "the answer");
      JsonNode tokens = said.path("tokens");
      if (!tokens.isArray() || tokens.isEmpty() || tokens.size() > MOST_TOKENS) {
        throw new Rejected(400, "tokens must be a list of 1 to " + MOST_TOKENS);
      }
      ObjectNode answer = StrictJson.MAPPER.createObjectNode().put("state", "issued")
          .put("reference", StrictJson.optionalText(said, "reference", 128));
      tokens.forEach(token -> answer.withArray("tokens").add(digits(token)));
      return answer.toString();
    } catch (Rejected e) {
      throw new Unavailable("The vending gateway's answer can't be used: " + e.getMessage(), null);
    }
  }

  private static String digits(JsonNode token) {
    String text = token.isTextual() ? token.textValue() : "";
    if (text.length() > DIGITS || !text.replaceAll("[ -]", "").matches("\\d{20}")) {
      throw new Rejected(400, "tokens must hold texts of 20 digits");
    }
    return text;
  }

  private static String refused(ProviderCall.Answer answer) {
    String reason;
    try {
      JsonNode said = StrictJson.object(answer.body(), "the answer");
      reason = said.path("detail").asText(said.path("title").asText("no reason given"));
    } catch (Rejected e) {
      reason = "no reason given";
    }
    return StrictJson.MAPPER.createObjectNode().put("state", "refused")
        .put("reason", "the vending gateway answered " + answer.status() + ": " + Printable.of(reason)).toString();
  }
}
