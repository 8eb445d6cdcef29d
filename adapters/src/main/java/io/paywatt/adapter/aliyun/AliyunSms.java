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
import io.paywatt.adapter.Hmac;
import io.paywatt.adapter.HttpChannel;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.SendResult;
import io.paywatt.ledger.notice.OutgoingNotice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alibaba Cloud SMS (SendSms, 2017-05-25), the bean of the kamelet aliyun-sms-sink. In China only texts of an approved
 * template go out, so a notice needs one.
 */
public final class AliyunSms extends HttpChannel {
  private static final Logger LOG = LoggerFactory.getLogger(AliyunSms.class);

  private final AliyunSettings settings;
  private final Clock clock;
  private final Supplier<String> nonces;

  /** @param settings null when not configured: notices then wait, {@link #prepare} throws Unavailable */
  public AliyunSms(AliyunSettings settings, Clock clock) {
    this(settings, clock, () -> UUID.randomUUID().toString().replace("-", ""));
  }

  AliyunSms(AliyunSettings settings, Clock clock, Supplier<String> nonces) {
    super("aliyun");
    this.settings = settings;
    this.clock = clock;
    this.nonces = nonces;
  }

  @Override
  protected Call call(OutgoingNotice notice) {
    configured(settings, "Alibaba Cloud SMS", "paywatt.aliyun.*");
    String query = AliyunSignature.query(parameters(notice));
    return new Call(settings.baseUrl() + "/", query, headers(query), null);
  }

  /** A business fault comes with HTTP 200 and another Code than OK. */
  @Override
  protected SendResult read(OutgoingNotice notice, ProviderCall.Answer answer) {
    JsonNode body = json(answer);
    if (!body.isObject()) {
      return refused(notice, true, "HTTP " + answer.status() + " without a readable answer");
    }
    String code = body.path("Code").asText("");
    if (answer.status() == 200 && code.equals("OK")) {
      return taken(notice, body.path("BizId").asText(""), true);
    }
    AliyunFault fault = AliyunFault.of(answer.status(), code);
    String error = "HTTP " + answer.status() + " code " + code + ": " + body.path("Message").asText("");
    if (fault == AliyunFault.HOLD) {
      LOG.error("Alibaba Cloud SMS takes no more texts until somebody mends it: {}", error);
    }
    return refused(notice, fault != AliyunFault.PERMANENT, error);
  }

  Map<String, String> parameters(OutgoingNotice notice) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("TemplateCode", template(notice, "Alibaba Cloud"));
    parameters.put("PhoneNumbers", mainlandOrAbroad(phone(notice)));
    parameters.put("SignName", settings.signName());
    parameters.put("TemplateParam", notice.paramsJson() == null ? "{}" : notice.paramsJson());
    parameters.put("OutId", Long.toString(notice.id()));
    return parameters;
  }

  /** The headers to send, signed for this query now. The HTTP client writes the host itself. */
  Map<String, String> headers(String query) {
    String bodyHash = Hmac.digest(new byte[0]);
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

  // E.164 with +86 for the mainland becomes the national number; abroad the country code stays, without the plus.
  private static String mainlandOrAbroad(String phone) {
    return phone.startsWith("+86") ? phone.substring(3) : phone.replace("+", "");
  }
}
