package io.paywatt.adapter.twilio;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.HttpChannel;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.SendResult;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.notice.OutgoingNotice;
import io.paywatt.ledger.sms.PhoneNumbers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SMS out by Twilio's Messages, the bean of the kamelet twilio-sms-sink (facts/payments.md 5.3). */
public final class TwilioSender extends HttpChannel {
  private static final Logger LOG = LoggerFactory.getLogger(TwilioSender.class);
  private static final int LONGEST_BODY = 1600;
  private static final Duration TOO_MANY = Duration.ofSeconds(5);
  private static final Set<Integer> LATER = Set.of(20429, 30001, 30002, 30008);
  private static final Set<Integer> ACCOUNT = Set.of(20003, 20005, 21606, 21608);

  private final TwilioSettings settings;
  private final PhoneNumbers numbers;

  /** @param settings null when not configured: notices then wait @param numbers make E.164 of national numbers */
  public TwilioSender(TwilioSettings settings, PhoneNumbers numbers) {
    super("twilio");
    this.settings = settings;
    this.numbers = numbers;
  }

  @Override
  protected Call call(OutgoingNotice notice) {
    configured(settings, "SMS by Twilio", "paywatt.twilio.account-sid, .auth-token and .sender");
    Map<String, String> form = new LinkedHashMap<>();
    form.put("To", e164(notice));
    form.put(settings.sender().startsWith("MG") ? "MessagingServiceSid" : "From", settings.sender());
    form.put("Body", notice.text().length() > LONGEST_BODY ? notice.text().substring(0, LONGEST_BODY) : notice.text());
    if (settings.statusUrl() != null) {
      form.put("StatusCallback", settings.statusUrl() + "?notice=" + notice.id());
    }
    String login = settings.accountSid() + ":" + settings.authToken().get();
    return new Call(settings.baseUrl() + "/2010-04-01/Accounts/" + settings.accountSid() + "/Messages.json", null,
        Map.of("Content-Type", "application/x-www-form-urlencoded", "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8))),
        encoded(form).getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  protected SendResult read(OutgoingNotice notice, ProviderCall.Answer answer) {
    JsonNode body = json(answer);
    String sid = body.path("sid").asText("");
    if (answer.status() == 201 && !sid.isEmpty()) {
      return taken(notice, sid, settings.statusUrl() != null);
    }
    int code = body.path("code").asInt();
    String words = code == 0 ? "" : code + ": " + body.path("message").asText("");
    if (ACCOUNT.contains(code)) {
      LOG.error("Twilio takes no texts from this account until somebody mends it: {}", words);
      return refused(notice, true, words);
    }
    if (code == 20429 || answer.status() == 429) {
      Duration after = retryAfter(answer);
      return throttled(notice, after == null ? TOO_MANY : after, words);
    }
    return LATER.contains(code) ? refused(notice, true, words) : byStatus(notice, answer, words);
  }

  private String e164(OutgoingNotice notice) {
    String number = numbers.e164(phone(notice));
    if (number == null) {
      throw new Rejected(422, "notice " + notice.id() + " has no phone number Twilio could reach");
    }
    return number;
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream().map(field -> field.getKey() + "="
        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
  }
}
