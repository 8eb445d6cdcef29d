package io.paywatt.adapter.aliyun;

import java.util.ArrayList;
import java.util.List;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.ReceiptDoor;
import io.paywatt.adapter.SecretPath;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.WebhookAnswer;
import io.paywatt.adapter.WebhookCall;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.notice.Receipt;
import io.paywatt.ledger.notice.Receipt.State;
import org.apache.camel.Exchange;

/** Delivery reports of Alibaba Cloud SMS (SmsReport push), which signs nothing: the address holds a secret. */
public final class AliyunReceipts {
  private final SecretPath door;

  /** @param token last part of the address they call, or {@code file:/path}; null: every call is answered 404 */
  public AliyunReceipts(String token) {
    this.door = new SecretPath("paywatt.aliyun.receipt-token", token, List.of());
  }

  /** First step of the source: the receipts. */
  public byte[] receive(Exchange exchange) {
    return ReceiptDoor.take(exchange, "aliyun", this::read);
  }

  /** Last step of the source: noted. Anything else makes them come again after 1, 5 and 10 minutes. */
  public void answer(Exchange exchange) {
    WebhookAnswer.json(200, "application/json", "{\"code\":0,\"msg\":\"OK\"}").on(exchange);
  }

  private List<Receipt> read(Exchange exchange) {
    door.check(exchange);
    List<Receipt> receipts = new ArrayList<>();
    for (JsonNode report : StrictJson.array(WebhookCall.of(exchange).body(), "the report")) {
      JsonNode success = report.path("success");
      String bizId = StrictJson.text(report, "biz_id", 128);
      if (!success.isBoolean()) {
        throw new Rejected(400, "success must be true or false");
      }
      String outId = report.path("out_id").asText("");
      receipts.add(new Receipt("aliyun", outId.matches("[1-9][0-9]{0,17}") ? Long.valueOf(outId) : null, bizId,
          success.booleanValue() ? State.DELIVERED : State.FAILED,
          ReceiptDoor.reason(report.path("err_code").asText(""), report.path("err_msg").asText(""))));
    }
    return receipts;
  }
}
