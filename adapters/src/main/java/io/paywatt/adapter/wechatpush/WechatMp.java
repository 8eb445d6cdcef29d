package io.paywatt.adapter.wechatpush;

import java.time.Clock;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.SendResult;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.access.AccessTokens;
import io.paywatt.ledger.notice.OutgoingNotice;

/**
 * Template messages of an official account, the bean of the kamelet wechat-mp-sink. Our number goes along as client_msg_id,
 * by which WeChat drops a repeat; what became of a message comes as an event, see {@link WechatEvents}.
 */
public final class WechatMp extends WechatCalls {
  /** @param app null when not configured: notices then wait */
  public WechatMp(WechatApp app, AccessTokens tokens, Clock clock) {
    super("wechat-mp", app, tokens, clock);
  }

  @Override
  String path() {
    return "/cgi-bin/message/template/send";
  }

  @Override
  ObjectNode body(OutgoingNotice notice, WechatApp app) {
    ObjectNode body = StrictJson.MAPPER.createObjectNode().put("touser", notice.recipient())
        .put("template_id", template(notice, "the official account")).put("client_msg_id", "paywatt-" + notice.id());
    if (app.page() != null) {
      body.put("url", app.page());
    }
    body.set("data", data(variables(notice)));
    return body;
  }

  @Override
  SendResult taken(OutgoingNotice notice, JsonNode answer) {
    return taken(notice, answer.path("msgid").asText(), true);
  }
}
