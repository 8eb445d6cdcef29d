package io.paywatt.simulator.channel;

import static io.paywatt.simulator.channel.Signatures.bytes;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;

/** Twilio's resource Messages. Status callbacks are sent by {@link io.paywatt.simulator.twilio.TwilioSender}. */
public final class TwilioMessages extends ChannelServer {
  private static final Map<String, Integer> STATUS = Map.of("20429", 429, "20003", 401, "20500", 500);

  private final String accountSid;
  private final String login;
  private final Map<String, String> callbacks = new ConcurrentHashMap<>();

  public TwilioMessages(String accountSid, String authToken) {
    super(0);
    this.accountSid = accountSid;
    this.login = "Basic " + Base64.getEncoder().encodeToString(bytes(accountSid + ":" + authToken));
  }

  /** Where the sender wants to hear about a message, by its sid. */
  public String callback(String sid) {
    return callbacks.get(sid);
  }

  @Override
  protected WireResponse answer(WireRequest request) {
    if (!request.path().equals("/2010-04-01/Accounts/" + accountSid + "/Messages.json")) {
      return error("20404", "The requested resource was not found");
    }
    if (!request.header("Authorization").equals(login)) {
      return error("20003", "Authenticate");
    }
    TreeMap<String, String> form = WireRequest.form(request.text());
    if (!form.getOrDefault("To", "").matches("\\+[1-9][0-9]{7,14}")) {
      return error("21211", "Invalid 'To' Phone Number");
    }
    String failure = failure();
    if (failure != null) {
      return error(failure, "told to fail");
    }
    String sid = "SM" + HexFormat.of().formatHex(Signatures.digest("MD5", bytes(UUID.randomUUID().toString())));
    String callback = form.getOrDefault("StatusCallback", "");
    callbacks.put(sid, callback);
    take(sid, callback.replaceFirst(".*notice=", ""), form.get("To"), form.get("Body"));
    return WireResponse.json(201, Json.object().put("sid", sid).put("status", "queued").put("num_segments", "1")
        .putNull("error_code"));
  }

  private static WireResponse error(String code, String message) {
    int status = STATUS.getOrDefault(code, 400);
    return WireResponse.json(status, Json.object().put("code", Integer.parseInt(code)).put("message", message)
        .put("more_info", "https://www.twilio.com/docs/errors/" + code).put("status", status));
  }
}
