package io.paywatt.simulator.mpesa;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;

/** What M-Pesa calls back with. Public, so that an attacker can be played. */
public final class Bodies {
  private Bodies() {}

  /** A push has ended; told as paid when it has a receipt. */
  public static ObjectNode push(Push push) {
    ObjectNode body = Json.object();
    ObjectNode callback = body.putObject("Body").putObject("stkCallback")
        .put("MerchantRequestID", push.merchantRequestId()).put("CheckoutRequestID", push.checkoutRequestId())
        .put("ResultCode", push.resultCode()).put("ResultDesc", words(push.resultCode()));
    if (push.receipt() != null) {
      ArrayNode items = callback.putObject("CallbackMetadata").putArray("Item");
      items.addObject().put("Name", "Amount").set("Value", DecimalNode.valueOf(
          java.math.BigDecimal.valueOf(push.shillings()).setScale(2)));
      items.addObject().put("Name", "MpesaReceiptNumber").put("Value", push.receipt());
      items.addObject().put("Name", "Balance");
      items.addObject().put("Name", "TransactionDate").put("Value", Long.parseLong(Times.digits(push.endedAt())));
      items.addObject().put("Name", "PhoneNumber").put("Value", Long.parseLong(push.phone()));
    }
    return body;
  }

  /** A payment at the pay bill, before or after it is made. */
  public static ObjectNode payBill(String shortCode, Payment payment) {
    return Json.object().put("TransactionType", "Pay Bill").put("TransID", payment.receipt())
        .put("TransTime", Times.digits(payment.at())).put("TransAmount", payment.shillings() + ".00")
        .put("BusinessShortCode", shortCode).put("BillRefNumber", payment.account()).put("InvoiceNumber", "")
        .put("OrgAccountBalance", "49197.00").put("ThirdPartyTransID", "").put("MSISDN", "2547 ***** 126")
        .put("FirstName", "ASHA").put("MiddleName", "").put("LastName", "");
  }

  static ObjectNode status(ShortCode shortCode, String asked, Payment payment) {
    ObjectNode body = Json.object();
    ObjectNode result = body.putObject("Result").put("ResultType", 0).put("ResultCode", payment == null ? 2032 : 0)
        .put("ResultDesc", payment == null ? "The transaction does not exist." : "The service request is processed successfully.")
        .put("OriginatorConversationID", "10819-695089-1").put("ConversationID", "AG_20261123_00004").put("TransactionID", asked);
    if (payment != null) {
      ArrayNode items = result.putObject("ResultParameters").putArray("ResultParameter");
      item(items, "DebitPartyName", payment.phone() + " - Asha");
      item(items, "CreditPartyName", shortCode.code() + " - PayWatt");
      item(items, "TransactionStatus", "Completed");
      item(items, "FinalisedTime", Times.digits(payment.at()));
      items.addObject().put("Key", "Amount").put("Value", payment.shillings());
      item(items, "ReceiptNo", payment.receipt());
      items.addObject().put("Key", "DebitPartyCharges");
    }
    return body;
  }

  static String words(int code) {
    return switch (code) {
      case 0 -> "The service request is processed successfully.";
      case 1 -> "The balance is insufficient for the transaction.";
      case 1032 -> "Request cancelled by user";
      case 1037 -> "DS timeout user cannot be reached";
      default -> "The initiator information is invalid.";
    };
  }

  private static void item(ArrayNode items, String key, String value) {
    items.addObject().put("Key", key).put("Value", value);
  }
}
