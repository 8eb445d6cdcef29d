package io.paywatt.adapter.aliyun;

import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.OutgoingNotices;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.SendResult;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.notice.OutgoingNotice;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alibaba Cloud SMS (SendSms, 2017-05-25) as the kamelet aliyun-sms-sink uses it: {@link #prepare}, the HTTP step, then
 * {@link #result} or {@link #noResult}. In China only texts of an approved template go out, so a notice needs one. Safe for
 * many threads.
 */
public final class AliyunSms {
  private static final Logger LOG = LoggerFactory.getLogger(AliyunSms.class);
  private static final String PROVIDER = "aliyun";
  private static final String NOTICE_ID = "PayWattNoticeId";

  private final AliyunSettings settings;
  private final Clock clock;
  private final Supplier<String> nonces;

  /** @param settings null when not configured: notices then wait, {@link #prepare} throws Unavailable */
  public AliyunSms(AliyunSettings settings, Clock clock) {
    this(settings, clock, () -> UUID.randomUUID().toString().replace("-", ""));
  }

  AliyunSms(AliyunSettings settings, Clock clock, Supplier<String> nonces) {
    this.settings = settings;
    this.clock = clock;
    this.nonces = nonces;
  }

  /**
   * Turns an {@link OutgoingNotice} (or its JSON) into the signed request.
   *
   * @throws Rejected 400 no notice, 422 a notice without template or phone number: it will never go out
   * @throws Unavailable when not configured
   */
  public void prepare(Exchange exchange) {
    if (settings == null) {
      throw new Unavailable("Alibaba Cloud SMS is not configured: set the keys paywatt.aliyun.*", null);
    }
    OutgoingNotice notice = OutgoingNotices.of(exchange);
    exchange.setProperty(NOTICE_ID, notice.id());
    String query = AliyunSignature.query(parameters(notice));
    ProviderCall.begin(exchange, settings.baseUrl() + "/", query, headers(query), null);
  }

  /** The outcome, read from the answer. A business fault comes with HTTP 200 and another Code than OK. */
  public SendResult result(Exchange exchange) {
    long id = exchange.getProperty(NOTICE_ID, Long.class);
    ProviderCall.Answer answer = ProviderCall.end(exchange);
    JsonNode body;
    try {
      body = StrictJson.object(answer.body(), "the answer");
    } catch (Rejected e) {
      return SendResult.refused(id, PROVIDER, true, "HTTP " + answer.status() + " without a readable answer");
    }
    String code = body.path("Code").asText("");
    if (answer.status() == 200 && code.equals("OK")) {
      return SendResult.taken(id, PROVIDER, body.path("BizId").asText(""));
    }
    return refused(id, answer.status(), code, body.path("Message").asText(""));
  }

  /** The outcome when the connection failed. The text may have gone out: it is sent again rather than never. */
  public SendResult noResult(Exchange exchange) {
    ProviderCall.restore(exchange);
    return SendResult.refused(exchange.getProperty(NOTICE_ID, Long.class), PROVIDER, true, "no answer");
  }

  Map<String, String> parameters(OutgoingNotice notice) {
    if (notice.template() == null || notice.template().isBlank()) {
      throw new Rejected(422, "notice " + notice.id() + " of kind " + notice.kind() + " in " + notice.locale()
          + " has no template id at Alibaba Cloud");
    }
    Map<String, String> parameters = new HashMap<>();
    parameters.put("PhoneNumbers", phone(notice));
    parameters.put("SignName", settings.signName());
    parameters.put("TemplateCode", notice.template());
    parameters.put("TemplateParam", notice.paramsJson() == null ? "{}" : notice.paramsJson());
    parameters.put("OutId", Long.toString(notice.id()));
    return parameters;
  }

  /** The headers to send, signed for this query now. The HTTP client writes the host itself. */
  Map<String, String> headers(String query) {
    String bodyHash = AliyunSignature.sha256(new byte[0]);
    SortedMap<String, String> signed = new TreeMap<>();
    signed.put("host", URI.create(settings.baseUrl()).getAuthority());
    signed.put("x-acs-action", "SendSms");
    signed.put("x-acs-content-sha256", bodyHash);
    signed.put("x-acs-date", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    signed.put("x-acs-signature-nonce", nonces.get());
    signed.put("x-acs-version", "2017-05-25");
    String authorization = AliyunSignature.authorization(settings, signed,
        AliyunSignature.canonicalRequest("POST", query, signed, bodyHash));
    Map<String, String> headers = new HashMap<>(signed);
    headers.remove("host");
    headers.put("Authorization", authorization);
    headers.put("Accept", "application/json");
    return headers;
  }

  private static SendResult refused(long id, int status, String code, String message) {
    AliyunFault fault = AliyunFault.of(status, code);
    String error = "HTTP " + status + " code " + code + ": " + (message.length() > 200 ? message.substring(0, 200) : message);
    if (fault == AliyunFault.HOLD) {
      LOG.error("Alibaba Cloud SMS takes no more texts until somebody mends it: {}", error);
    }
    return SendResult.refused(id, PROVIDER, fault != AliyunFault.PERMANENT, error);
  }

  // E.164 with +86 for the mainland becomes the national number; abroad the country code stays, without the plus.
  private static String phone(OutgoingNotice notice) {
    String phone = notice.recipient() == null ? "" : notice.recipient().replaceAll("[ ()-]", "");
    if (!phone.matches("\\+?[0-9]{5,15}")) {
      throw new Rejected(422, "notice " + notice.id() + " has no usable phone number (" + OutgoingNotices.masked(phone) + ")");
    }
    return phone.startsWith("+86") ? phone.substring(3) : phone.replace("+", "");
  }
}
