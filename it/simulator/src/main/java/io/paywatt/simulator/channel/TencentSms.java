package io.paywatt.simulator.channel;

import static io.paywatt.simulator.channel.Signatures.bytes;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.HttpCaller;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;

/** Tencent Cloud's SendSms, version 2021-01-11, with the signature TC3-HMAC-SHA256. */
public final class TencentSms extends ChannelServer {
  private static final Pattern AUTHORIZATION = Pattern.compile("TC3-HMAC-SHA256 Credential=([^/]+)/([0-9-]{10})/([a-z0-9]+)/tc3_request,"
      + " SignedHeaders=content-type;host(?:;x-tc-action)?, Signature=([0-9a-f]{64})");
  private static final long WINDOW_SECONDS = 300;

  private final String secretId;
  private final String secretKey;
  private final String signName;
  private final HttpCaller http = new HttpCaller(Duration.ofSeconds(15));

  /** @param signName the one approved signature */
  public TencentSms(String secretId, String secretKey, String signName) {
    super(0);
    this.secretId = secretId;
    this.secretKey = secretKey;
    this.signName = signName;
  }

  @Override
  protected WireResponse answer(WireRequest request) {
    String wrong = wrongSignature(request);
    if (wrong != null) {
      return error(wrong, "the call is not authentic");
    }
    JsonNode body = Json.parse(request.body());
    if (!body.path("SignName").asText().equals(signName)) {
      return status("", body, "FailedOperation.SignatureIncorrectOrUnapproved");
    }
    String failure = failure();
    if (failure != null) {
      return failure.startsWith("RequestLimitExceeded") ? error(failure, "too many calls") : status("", body, failure);
    }
    String serial = "5000:" + UUID.randomUUID();
    body.path("PhoneNumberSet").forEach(phone -> take(serial, body.path("SessionContext").asText(), phone.asText(),
        body.path("TemplateParamSet").toString()));
    return status(serial, body, "Ok");
  }

  /** Posts a delivery report to a hub. @throws IOException when no answer came */
  public HttpCaller.Answer report(String url, String serial, boolean delivered) throws IOException {
    ArrayNode reports = Json.array();
    reports.addObject().put("user_receive_time", "2026-11-23 12:00:01").put("nationcode", "86").put("mobile", "13800138000")
        .put("report_status", delivered ? "SUCCESS" : "FAIL").put("errmsg", delivered ? "DELIVRD" : "UNDELIV")
        .put("description", delivered ? "用户短信送达成功" : "号码停机").put("sid", serial);
    return http.call("POST", url, Map.of("Content-Type", "application/json"), Json.bytes(reports));
  }

  private String wrongSignature(WireRequest request) {
    Matcher given = AUTHORIZATION.matcher(request.header("Authorization"));
    if (!given.matches()) {
      return "AuthFailure.SignatureFailure";
    }
    if (!given.group(1).equals(secretId)) {
      return "AuthFailure.SecretIdNotFound";
    }
    long seconds = Long.parseLong(request.header("X-TC-Timestamp"));
    if (Math.abs(Instant.now().getEpochSecond() - seconds) > WINDOW_SECONDS) {
      return "AuthFailure.SignatureExpire";
    }
    String date = Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC).toLocalDate().toString();
    String service = given.group(3);
    String canonical = "POST\n/\n\ncontent-type:" + request.header("Content-Type") + "\nhost:" + request.header("Host")
        + "\n\ncontent-type;host\n" + hex(request.body());
    String toSign = "TC3-HMAC-SHA256\n" + seconds + "\n" + date + "/" + service + "/tc3_request\n" + hex(bytes(canonical));
    byte[] key = hmac(hmac(hmac(bytes("TC3" + secretKey), date), service), "tc3_request");
    boolean right = HexFormat.of().formatHex(hmac(key, toSign)).equals(given.group(4));
    return right && given.group(2).equals(date) ? null : "AuthFailure.SignatureFailure";
  }

  private static byte[] hmac(byte[] key, String text) {
    return Signatures.hmac("HmacSHA256", key, bytes(text));
  }

  private static String hex(byte[] body) {
    return HexFormat.of().formatHex(Signatures.digest("SHA-256", body));
  }

  private static WireResponse error(String code, String message) {
    ObjectNode root = Json.object();
    root.putObject("Response").put("RequestId", "r-1").putObject("Error").put("Code", code).put("Message", message);
    return WireResponse.json(200, root);
  }

  private static WireResponse status(String serial, JsonNode body, String code) {
    ObjectNode root = Json.object();
    root.putObject("Response").put("RequestId", "r-1").putArray("SendStatusSet").addObject().put("SerialNo", serial)
        .put("PhoneNumber", body.path("PhoneNumberSet").path(0).asText()).put("Fee", serial.isEmpty() ? 0 : 1)
        .put("SessionContext", body.path("SessionContext").asText()).put("Code", code).put("Message", code).put("IsoCode",
        "CN");
    return WireResponse.json(200, root);
  }
}
