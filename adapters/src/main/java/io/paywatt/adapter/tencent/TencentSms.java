package io.paywatt.adapter.tencent;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.HttpChannel;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.SendResult;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.notice.OutgoingNotice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tencent Cloud SMS (SendSms, 2021-01-11), the bean of the kamelet tencent-sms-sink. Only approved templates go out. */
public final class TencentSms extends HttpChannel {
  private static final Logger LOG = LoggerFactory.getLogger(TencentSms.class);
  /** With any charset behind it, the client and the signature might write it differently. */
  private static final String TYPE = "application/json";
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
  private static final Set<String> HOLD = Set.of("FailedOperation.InsufficientBalanceInSmsPackage");
  private static final Set<String> LATER = Set.of("InternalError.Timeout", "InternalError.OtherError", "InternalError");
  private static final Set<String> TOMORROW = Set.of("LimitExceeded.PhoneNumberDailyLimit", "LimitExceeded.AppDailyLimit");
  private static final Map<String, Duration> WAITS = Map.of(
      "LimitExceeded.PhoneNumberThirtySecondLimit", Duration.ofSeconds(30),
      "LimitExceeded.DeliveryFrequencyLimit", Duration.ofSeconds(30),
      "LimitExceeded.PhoneNumberOneHourLimit", Duration.ofHours(1));

  private final TencentSettings settings;
  private final Clock clock;

  /** @param settings null when not configured: notices then wait */
  public TencentSms(TencentSettings settings, Clock clock) {
    super("tencent");
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  protected Call call(OutgoingNotice notice) {
    configured(settings, "Tencent Cloud SMS", "paywatt.tencent.*");
    ObjectNode body = StrictJson.MAPPER.createObjectNode();
    body.putArray("PhoneNumberSet").add(phone(notice));
    body.put("SmsSdkAppId", settings.appId()).put("TemplateId", template(notice, "Tencent Cloud"))
        .put("SignName", settings.signName()).put("SessionContext", Long.toString(notice.id()));
    variables(notice).forEach(body.putArray("TemplateParamSet")::add);
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    Instant now = clock.instant();
    return new Call(settings.baseUrl() + "/", null, Map.of("Content-Type", TYPE, "X-TC-Action", "SendSms",
        "X-TC-Version", "2021-01-11", "X-TC-Region", settings.region(),
        "X-TC-Timestamp", Long.toString(now.getEpochSecond()),
        "Authorization", TencentSignature.authorization(settings, TYPE, bytes, now)), bytes);
  }

  /** Always HTTP 200: an error of the whole call, or a code for the number. */
  @Override
  protected SendResult read(OutgoingNotice notice, ProviderCall.Answer answer) {
    JsonNode response = json(answer).path("Response");
    JsonNode of = response.has("Error") ? response.path("Error") : response.path("SendStatusSet").path(0);
    String code = of.path("Code").asText("");
    if (code.isEmpty()) {
      return refused(notice, true, "HTTP " + answer.status() + " without a readable answer");
    }
    return code.equals("Ok") ? taken(notice, of.path("SerialNo").asText(), true)
        : refused(notice, code, code + ": " + of.path("Message").asText(""));
  }

  private SendResult refused(OutgoingNotice notice, String code, String error) {
    if (WAITS.containsKey(code)) {
      return throttled(notice, WAITS.get(code), error);
    }
    if (TOMORROW.contains(code)) {
      return throttled(notice, untilTomorrow(), error);
    }
    if (HOLD.contains(code)) {
      LOG.error("Tencent Cloud SMS takes no more texts until somebody mends it: {}", error);
    }
    return refused(notice, HOLD.contains(code) || LATER.contains(code) || code.startsWith("RequestLimitExceeded"), error);
  }

  private Duration untilTomorrow() {
    ZonedDateTime now = clock.instant().atZone(BEIJING);
    return Duration.between(now, now.toLocalDate().plusDays(1).atStartOfDay(BEIJING));
  }
}
