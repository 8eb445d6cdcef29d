package io.paywatt.simulator.channel;

import static io.paywatt.simulator.channel.Signatures.bytes;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.HttpCaller;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;

/** A mini program and an official account: stable token, subscribe messages, template messages with their event. */
public final class WechatMessages extends ChannelServer {
  private static final int THING = 20;

  private final String appId;
  private final String secret;
  private final AtomicInteger tokens = new AtomicInteger(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong messages = new AtomicLong(200228332);
  private final HttpCaller http = new HttpCaller(Duration.ofSeconds(15));

  public WechatMessages(String appId, String secret) {
    super(0);
    this.appId = appId;
    this.secret = secret;
  }

  /** How often a token was asked for. */
  public int tokensAsked() {
    return asked.get();
  }

  /** The token that is out is worth nothing from now on, and nobody is told. */
  public void dropToken() {
    tokens.incrementAndGet();
  }

  @Override
  protected WireResponse answer(WireRequest request) {
    return switch (request.path()) {
      case "/cgi-bin/stable_token" -> token(Json.parse(request.body()));
      case "/cgi-bin/message/subscribe/send" -> send(request, false);
      case "/cgi-bin/message/template/send" -> send(request, true);
      default -> error(40066, "invalid url");
    };
  }

  private WireResponse token(JsonNode body) {
    asked.incrementAndGet();
    if (!body.path("appid").asText().equals(appId)) {
      return error(40013, "invalid appid");
    }
    return body.path("secret").asText().equals(secret) && body.path("grant_type").asText().equals("client_credential")
        ? WireResponse.json(200, Json.object().put("access_token", "TOKEN-" + tokens.get()).put("expires_in", 7200))
        : error(40125, "invalid appsecret");
  }

  private WireResponse send(WireRequest request, boolean template) {
    if (!request.query().getOrDefault("access_token", "").equals("TOKEN-" + tokens.get())) {
      return error(40001, "invalid credential, access_token is invalid or not latest");
    }
    JsonNode body = Json.parse(request.body());
    String failure = failure();
    if (failure != null) {
      return error(Integer.parseInt(failure), "told to fail");
    }
    if (!body.path("touser").asText().matches("[A-Za-z0-9_-]{20,64}")) {
      return error(40003, "invalid openid");
    }
    List<String> values = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : body.path("data").properties()) {
      String value = field.getValue().path("value").asText("");
      if (value.isEmpty() || (!template && field.getKey().startsWith("thing") && value.length() > THING)) {
        return error(47003, "argument invalid! data." + field.getKey() + ".value is not match");
      }
      values.add(value);
    }
    long id = messages.incrementAndGet();
    take(Long.toString(id), body.path("client_msg_id").asText(), body.path("touser").asText(), String.join("|", values));
    ObjectNode answer = Json.object().put("errcode", 0).put("errmsg", "ok");
    return WireResponse.json(200, template ? answer.put("msgid", id) : answer);
  }

  /**
   * Posts the event about a template message to a hub. @param token of the signature @throws IOException when no answer came
   */
  public HttpCaller.Answer event(String url, String token, String messageId, String status) throws IOException {
    String xml = "<xml><ToUserName><![CDATA[gh_7f083739789a]]></ToUserName><FromUserName><![CDATA[oia2TjuEGTNoeX76QEjQNrcURxG8]]>"
        + "</FromUserName><CreateTime>1795406400</CreateTime><MsgType><![CDATA[event]]></MsgType>"
        + "<Event><![CDATA[TEMPLATESENDJOBFINISH]]></Event><MsgID>" + messageId + "</MsgID><Status><![CDATA[" + status
        + "]]></Status></xml>";
    return http.call("POST", url + "?" + signed(token), Map.of("Content-Type", "text/xml"), bytes(xml));
  }

  /** Asks a hub whether it is the account's server. @throws IOException when no answer came */
  public HttpCaller.Answer verify(String url, String token, String echo) throws IOException {
    return http.call("GET", url + "?" + signed(token) + "&echostr=" + echo, Map.of(), null);
  }

  private static String signed(String token) {
    String text = Stream.of(token, "1795406400", "nonce7").sorted().collect(Collectors.joining());
    return "timestamp=1795406400&nonce=nonce7&signature=" + HexFormat.of().formatHex(Signatures.digest("SHA-1",
        bytes(text)));
  }

  private static WireResponse error(int code, String message) {
    return WireResponse.json(200, Json.object().put("errcode", code).put("errmsg", message + " rid: 6561-1"));
  }
}
