package io.paywatt.simulator.twilio;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import io.paywatt.simulator.http.HttpCaller;
import io.paywatt.simulator.http.HttpCaller.Answer;

/** Sends residents' texts to a hub as Twilio does. */
public final class TwilioSender {
  private final HttpCaller http = new HttpCaller(Duration.ofSeconds(15));
  private final String url;
  private final String publicUrl;
  private final String authToken;

  /** @param url where the hub listens @param publicUrl what it is told to be called by, signed */
  public TwilioSender(String url, String publicUrl, String authToken) {
    this.url = url;
    this.publicUrl = publicUrl;
    this.authToken = authToken;
  }

  /** The form of one message. */
  public static Map<String, String> message(String sid, String from, String to, String text) {
    Map<String, String> form = new TreeMap<>();
    form.put("MessageSid", sid);
    form.put("SmsMessageSid", sid);
    form.put("AccountSid", "AC0123456789abcdef0123456789abcdef");
    form.put("From", from);
    form.put("To", to);
    form.put("Body", text);
    form.put("NumMedia", "0");
    form.put("NumSegments", "1");
    form.put("ApiVersion", "2010-04-01");
    return form;
  }

  /** Posts a genuine call. @throws IOException when no answer came */
  public Answer post(Map<String, String> form) throws IOException {
    return post(form, signature(form));
  }

  /** Posts a call under any signature. @throws IOException when no answer came */
  public Answer post(Map<String, String> form, String signature) throws IOException {
    byte[] body = form.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&")).getBytes(StandardCharsets.US_ASCII);
    return http.call("POST", url, Map.of("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8",
        "X-Twilio-Signature", signature), body);
  }

  /** Base64 of HMAC-SHA1 over the URL and the fields in the order of their names. */
  public String signature(Map<String, String> form) {
    StringBuilder text = new StringBuilder(publicUrl);
    new TreeMap<>(form).forEach((name, value) -> text.append(name).append(value));
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA1", e);
    }
  }
}
