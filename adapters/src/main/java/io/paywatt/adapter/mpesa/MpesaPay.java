package io.paywatt.adapter.mpesa;

import java.time.Clock;
import java.util.List;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.ActionBody;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.Secret;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.WebhookAnswer;
import io.paywatt.adapter.WebhookCall;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.payment.Payables;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** M-Pesa as its kamelets use it. Safe for many threads. */
public final class MpesaPay {
  private static final Logger LOG = LoggerFactory.getLogger(MpesaPay.class);
  private static final String JSON = "application/json";
  private static final String NO_RECEIPT = "a receipt that M-Pesa itself did not tell us proves nothing: it waits for"
      + " M-Pesa's confirmation or for a statement";
  /** The conversation of one exchange with M-Pesa. */
  private static final String TALK = "PayWattMpesaTalk";

  private final MpesaSettings settings;
  private final MpesaDoor door;
  private final MpesaClaims claims;
  private final MpesaPush push;
  private final MpesaStatus status;
  private final MpesaProof proof;
  private final MpesaCalls calls;
  private final long leastCents;
  private final long mostCents;

  /** What was asked for. @param ready the answer, when nothing has to be sent */
  private record Talk(JsonNode asked, boolean push, String ready) {}

  /**
   * @param settings   the short code, or null when M-Pesa is not configured: every call is then answered 404
   * @param leastCents least amount of a payment at the pay bill
   * @param mostCents  most of it
   * @throws IllegalArgumentException when a setting can't be used, naming its key
   */
  public MpesaPay(MpesaSettings settings, Payables payables, long leastCents, long mostCents, Clock clock) {
    this.settings = settings;
    this.leastCents = leastCents;
    this.mostCents = mostCents;
    if (settings == null) {
      this.door = null;
      this.claims = null;
      this.push = null;
      this.status = null;
      this.proof = null;
      this.calls = null;
      return;
    }
    Secret passkey = Secret.of(settings.passkey());
    this.proof = new MpesaProof(passkey);
    this.door = new MpesaDoor(settings);
    this.claims = new MpesaClaims(settings, payables, proof, clock);
    this.push = new MpesaPush(settings, passkey, proof, clock);
    this.status = new MpesaStatus(settings,
        settings.securityCredential() == null ? null : Secret.of(settings.securityCredential()), proof);
    this.calls = new MpesaCalls(settings, new MpesaToken(settings.baseUrl(), Secret.of(settings.consumerKey()),
        Secret.of(settings.consumerSecret()), clock));
  }

  /**
   * First step of the source. What comes out depends on the door: {@code stk} and {@code confirmation} a claim (variable
   * {@code kind}), {@code validation} what is about to be paid; {@code status} is answered here. So is what can't be used: 404
   * wrong token or not configured, 403 wrong address, 400, 413, 415; and a push that was not paid, which needs no claim.
   */
  public byte[] receive(Exchange exchange, String which) {
    try {
      requireConfigured();
      List<String> path = door.enter(exchange);
      byte[] body = WebhookCall.of(exchange).body();
      byte[] out = switch (which) {
        case "stk" -> claims.push(path, body);
        case "confirmation" -> claims.confirmation(body);
        case "validation" -> claims.validation(body);
        case "status" -> {
          status.result(path, body);
          yield null;
        }
        default -> throw new IllegalArgumentException("door is " + which + ", allowed is stk, confirmation, validation, status");
      };
      if (out == null) {
        return code("0", "Accepted").insteadOfRoute(exchange);
      }
      WebhookAnswer.clean(exchange);
      exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, JSON);
      exchange.setVariable("kind", which.equals("validation") ? "question" : "claim");
      return out;
    } catch (Rejected e) {
      LOG.warn("M-Pesa callback ({}) answered {}: {}", which, e.status(), e.getMessage());
      return WebhookAnswer.json(e.status(), JSON, result("1", e.getMessage())).insteadOfRoute(exchange);
    }
  }

  /** Whether a payment at the pay bill would find its meter, and is not too small or large. Body in: as received. */
  public MpesaValidation validate(Exchange exchange) {
    JsonNode question = ActionBody.of(exchange, "the question");
    if (question.path("meter").isNull() && question.path("order").isNull()) {
      return MpesaValidation.NO_SUCH_METER;
    }
    long cents = question.path("amount").asLong(0);
    return cents < leastCents || cents > mostCents ? MpesaValidation.WRONG_AMOUNT : MpesaValidation.ACCEPTED;
  }

  /** Last step of the source: M-Pesa is told that the claim is stored, or what came of its question. */
  public void answer(Exchange exchange) {
    if (exchange.getMessage().getBody() instanceof MpesaValidation validation) {
      code(validation.code(), validation.words()).on(exchange);
    } else if (exchange.getMessage().getBody() != null
        && exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE) == null) {
      code("0", "Accepted").on(exchange);
    }
  }

  /** Pushes a request to pay to the payer's phone. @throws Rejected 404 not configured, 400 or 422 naming the field */
  public void prepareOrder(Exchange exchange) {
    requireConfigured();
    JsonNode topup = ActionBody.of(exchange, "the top-up");
    begin(exchange, new Talk(topup, true, null), push.open(topup));
  }

  /** @return what the payer's client shows, and what finds the push again */
  public String readOrder(Exchange exchange) {
    Talk talk = exchange.getProperty(TALK, Talk.class);
    return json(exchange, push.opened(talk.asked(), calls.answer(exchange)));
  }

  /**
   * Asks what became of a push, or for the status of a confirmed payment; README says what proves what.
   *
   * @throws Rejected 404 not configured
   */
  public void prepareQuery(Exchange exchange) {
    requireConfigured();
    JsonNode query = ActionBody.of(exchange, "the query");
    JsonNode client = query.path("client");
    String order = StrictJson.optionalText(query, "orderId", 64);
    String receipt = StrictJson.optionalText(query, "transactionId", 128);
    if (proof.holds(MpesaPush.KIND, client) && (order == null || order.equals(client.path("order").asText()))) {
      begin(exchange, new Talk(client, true, null), push.query(client));
    } else if (!proof.holds(MpesaClaims.CONFIRMED, client) || receipt != null && !receipt.equals(client.path("receipt").asText())) {
      begin(exchange, new Talk(client, false, MpesaAnswer.notPaid("unknown", order == null ? NO_RECEIPT
          : "M-Pesa never told us the number of a push for this order")), null);
    } else if (!status.configured()) {
      begin(exchange, new Talk(client, false, MpesaAnswer.notPaid("unknown", "without paywatt.mpesa.initiator M-Pesa can't be"
          + " asked for a receipt: it waits for a statement")), null);
    } else {
      String known = status.known(client);
      begin(exchange, new Talk(client, false, known), known == null ? status.ask(client) : null);
    }
  }

  /** @return {@code {"state","notice","reason"}} */
  public String readQuery(Exchange exchange) {
    Talk talk = exchange.getProperty(TALK, Talk.class);
    if (talk.ready() != null) {
      return json(exchange, talk.ready());
    }
    ProviderCall.Answer answer = calls.answer(exchange);
    return json(exchange, talk.push() ? push.state(talk.asked(), answer) : status.asked(answer));
  }

  /** Puts address and access token to the call that is to be sent. @throws Unavailable when there is no token for now */
  public void authorise(Exchange exchange) {
    calls.authorise(exchange);
  }

  /** Takes the answer; when the token was refused, the call is to be sent once more. */
  public void heard(Exchange exchange) {
    calls.heard(exchange);
  }

  /** Instead of reading when the connection failed. @throws Unavailable always */
  public void noAnswer(Exchange exchange) {
    ProviderCall.restore(exchange);
    throw new Unavailable("M-Pesa did not answer", exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
  }

  private void begin(Exchange exchange, Talk talk, MpesaRequest request) {
    exchange.setProperty(TALK, talk);
    calls.begin(exchange, request);
  }

  private static String json(Exchange exchange, String body) {
    exchange.removeProperty(TALK);
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, JSON);
    return body;
  }

  private void requireConfigured() {
    if (settings == null) {
      throw new Rejected(404, "M-Pesa is not configured: set the keys paywatt.mpesa.*");
    }
  }

  private static WebhookAnswer code(String code, String words) {
    return WebhookAnswer.json(200, JSON, result(code, words));
  }

  private static String result(String code, String words) {
    return StrictJson.MAPPER.createObjectNode().put("ResultCode", code).put("ResultDesc", words).toString();
  }
}
