package io.paywatt.adapter.tencent;

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

/** Delivery reports of Tencent Cloud SMS, which signs nothing: the address holds a secret. */
public final class TencentReceipts {
  private final SecretPath door;

  /** @param token last part of the address they call, or {@code file:/path}; null: every call is answered 404 */
  public TencentReceipts(String token) {
    this.door = new SecretPath("paywatt.tencent.receipt-token", token, List.of());
  }

  /** First step of the source: the receipts. */
  public byte[] receive(Exchange exchange) {
    return ReceiptDoor.take(exchange, "tencent", this::read);
  }

  /** Last step of the source: noted. */
  public void answer(Exchange exchange) {
    WebhookAnswer.json(200, "application/json", "{\"result\":0,\"errmsg\":\"OK\"}").on(exchange);
  }

  private List<Receipt> read(Exchange exchange) {
    door.check(exchange);
    List<Receipt> receipts = new ArrayList<>();
    for (JsonNode report : StrictJson.array(WebhookCall.of(exchange).body(), "the report")) {
      receipts.add(new Receipt("tencent", null, StrictJson.text(report, "sid", 128),
          switch (StrictJson.text(report, "report_status", 16)) {
            case "SUCCESS" -> State.DELIVERED;
            case "FAIL" -> State.FAILED;
            default -> throw new Rejected(400, "report_status must be SUCCESS or FAIL");
          }, ReceiptDoor.reason(report.path("errmsg").asText(""), report.path("description").asText(""))));
    }
    return receipts;
  }
}
