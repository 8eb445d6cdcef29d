package io.paywatt.adapter.mpesa;

import java.util.List;
import java.util.Set;
import io.paywatt.adapter.Vectors;
import io.paywatt.ledger.payment.Payables;

/** A short code in tests; nobody's. */
final class MpesaFixture {
  static final String TOKEN = "0123456789abcdef0123456789abcdef";
  static final String PASSKEY = "paywatt-test-passkey-0001";
  static final String ORDER = "PW20261123ABCDEFGHIJKL";
  static final String TOPUP = "{\"id\":\"" + ORDER + "\",\"description\":\"x\",\"amount\":5000,\"currency\":\"KES\","
      + "\"meter\":\"14200000012\",\"method\":null,\"payerJson\":\"{\\\"phone\\\":\\\"254712345678\\\"}\"}";

  private MpesaFixture() {}

  static MpesaSettings settings(String baseUrl, boolean initiator, String... addresses) {
    return new MpesaSettings("key", "secret", "174379", PASSKEY, "paybill", null, TOKEN, "https://pay.example.com",
        List.of(addresses), baseUrl, initiator ? "api" : null, initiator ? "credential" : null);
  }

  static MpesaPay pay(String baseUrl, boolean initiator, String... addresses) {
    return new MpesaPay(settings(baseUrl, initiator, addresses), known(), 1_000, 100_000, Vectors.CLOCK);
  }

  static MpesaPay pay() {
    return pay(MpesaSettings.DEFAULT_BASE_URL, false);
  }

  /** Meters 14200000012 and Demo03, order {@link #ORDER}. */
  static Payables known() {
    return new Payables() {
      @Override
      public boolean meterKnown(String serial) {
        return Set.of("14200000012", "Demo03", "DEMO04").contains(serial);
      }

      @Override
      public boolean orderKnown(String id) {
        return id.equals(ORDER);
      }
    };
  }

  static String callback(String resultCode, String items) {
    return "{\"Body\":{\"stkCallback\":{\"MerchantRequestID\":\"m1\",\"CheckoutRequestID\":\"ws_CO_1\",\"ResultCode\":" + resultCode
        + ",\"ResultDesc\":\"x\"" + (items == null ? "" : ",\"CallbackMetadata\":{\"Item\":[" + items + "]}") + "}}}";
  }

  static final String PAID_ITEMS = "{\"Name\":\"Balance\"},{\"Name\":\"TransactionDate\",\"Value\":20261123070001},"
      + "{\"Name\":\"PhoneNumber\",\"Value\":254712345678},{\"Name\":\"MpesaReceiptNumber\",\"Value\":\"SKN7ABCDE1\"},"
      + "{\"Name\":\"Amount\",\"Value\":50.00}";

  static String payBill(String account, String amount) {
    return "{\"TransactionType\":\"Pay Bill\",\"TransID\":\"SKN7ABCDE1\",\"TransTime\":\"20261123070001\",\"TransAmount\":" + amount
        + ",\"BusinessShortCode\":\"174379\",\"BillRefNumber\":\"" + account + "\",\"InvoiceNumber\":\"\",\"OrgAccountBalance\":\"\","
        + "\"ThirdPartyTransID\":\"\",\"MSISDN\":\"2547 ***** 126\",\"FirstName\":\"ASHA\"}";
  }
}
