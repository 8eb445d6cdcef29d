package io.paywatt.simulator.channel;

import static io.paywatt.simulator.channel.Signatures.bytes;

import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;

/** Robots of a WeCom group (a key in the address) and of a DingTalk group (a signature). */
public final class Robots extends ChannelServer {
  private static final long HOUR_MILLIS = 3_600_000;

  private final String key;
  private final String secret;

  /** @param key WeCom's key, DingTalk's access_token @param secret of DingTalk */
  public Robots(String key, String secret) {
    super(0);
    this.key = key;
    this.secret = secret;
  }

  @Override
  protected WireResponse answer(WireRequest request) {
    TreeMap<String, String> query = request.query();
    boolean wecom = request.path().equals("/cgi-bin/webhook/send");
    if (wecom && !key.equals(query.get("key"))) {
      return error(93000, "invalid webhook url");
    }
    if (!wecom && !isSigned(query)) {
      return error(310000, "sign not match");
    }
    String failure = failure();
    if (failure != null) {
      return error(Integer.parseInt(failure), "told to fail");
    }
    JsonNode body = Json.parse(request.body());
    if (!body.path("msgtype").asText().equals("text")) {
      return error(40008, "invalid message type");
    }
    take("1", "", "group", body.path("text").path("content").asText());
    return error(0, "ok");
  }

  private boolean isSigned(Map<String, String> query) {
    String time = query.getOrDefault("timestamp", "0");
    String expected = Base64.getEncoder().encodeToString(Signatures.hmac("HmacSHA256", bytes(secret), bytes(time + "\n"
        + secret)));
    return key.equals(query.get("access_token")) && expected.equals(query.get("sign"))
        && Math.abs(Instant.now().toEpochMilli() - Long.parseLong(time)) < HOUR_MILLIS;
  }

  private static WireResponse error(int code, String message) {
    return WireResponse.json(200, Json.object().put("errcode", code).put("errmsg", message));
  }
}
