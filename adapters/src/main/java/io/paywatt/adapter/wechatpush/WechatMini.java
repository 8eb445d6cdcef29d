package io.paywatt.adapter.wechatpush;

import java.time.Clock;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.SendResult;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.access.AccessTokens;
import io.paywatt.ledger.notice.OutgoingNotice;

/** Subscribe messages of a mini program, the bean of the kamelet wechat-mini-sink. WeChat sends no receipts for them. */
public final class WechatMini extends WechatCalls {
  /** @param app null when not configured: notices then wait */
  public WechatMini(WechatApp app, AccessTokens tokens, Clock clock) {
    super("wechat-mini", app, tokens, clock);
  }

  @Override
  String path() {
    return "/cgi-bin/message/subscribe/send";
  }

  @Override
  ObjectNode body(OutgoingNotice notice, WechatApp app) {
    ObjectNode body = StrictJson.MAPPER.createObjectNode().put("touser", notice.recipient())
        .put("template_id", template(notice, "the mini program")).put("lang", notice.locale().startsWith("zh") ? "zh_CN"
        : "en_US");
    if (app.page() != null) {
      body.put("page", app.page());
    }
    body.set("data", data(variables(notice)));
    return body;
  }

  @Override
  SendResult taken(OutgoingNotice notice, JsonNode answer) {
    return taken(notice, "ok", false);
  }
}
