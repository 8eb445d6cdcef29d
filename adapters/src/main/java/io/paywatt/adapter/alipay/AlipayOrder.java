package io.paywatt.adapter.alipay;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.ActionBody;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;

/**
 * Opens an order in one of three ways: {@code qr} gives a code to scan, {@code create} a trade for a mini program's payer,
 * {@code wap} the address of a page on the phone, which is signed here without asking Alipay.
 */
final class AlipayOrder implements AlipayOperation {
  static final String WAP = "alipay.trade.wap.pay";
  private static final Map<String, String> METHODS =
      new TreeMap<>(Map.of("create", "alipay.trade.create", "qr", "alipay.trade.precreate", "wap", WAP));
  private static final int SUBJECT = 256;

  private final AlipaySettings settings;

  AlipayOrder(AlipaySettings settings) {
    this.settings = settings;
  }

  @Override
  public String method(JsonNode topup) {
    return METHODS.get(way(topup));
  }

  @Override
  public Map<String, String> parameters(JsonNode topup) {
    Map<String, String> parameters = new TreeMap<>(Map.of("notify_url", settings.notifyUrl()));
    if (way(topup).equals("wap")) {
      String back = ActionBody.payerTextOrNull(topup, "returnUrl", 256);
      if (back != null) {
        parameters.put("return_url", address("returnUrl", back));
      }
    }
    return parameters;
  }

  @Override
  public ObjectNode content(JsonNode topup) {
    String currency = StrictJson.currency(topup, "currency");
    if (!currency.equals("CNY")) {
      throw new Rejected(422, "currency is " + currency + ": Alipay takes CNY");
    }
    ObjectNode order = StrictJson.MAPPER.createObjectNode();
    order.put("out_trade_no", StrictJson.text(topup, "id", 64));
    order.put("total_amount", Yuan.text(StrictJson.amount(topup, "amount")));
    order.put("subject", subject(StrictJson.text(topup, "description", 4096)));
    // Neither the code nor the page can be taken back: nobody shall pay for them next week.
    order.put("timeout_express", "2h");
    switch (way(topup)) {
      case "create" -> buyer(order.put("product_code", "JSAPI_PAY"), topup);
      case "wap" -> order.put("product_code", "QUICK_WAP_WAY")
          .put("quit_url", address("quitUrl", ActionBody.payerText(topup, "quitUrl", 256)));
      default -> { }
    }
    return order;
  }

  @Override
  public String result(JsonNode topup, AlipayReply reply) {
    if (!reply.success()) {
      throw new Rejected(422, "Alipay refused the order:" + reply.reason());
    }
    reply.requireSame("out_trade_no", StrictJson.text(topup, "id", 64));
    boolean qr = way(topup).equals("qr");
    String value = reply.text(qr ? "qr_code" : "trade_no");
    if (value == null) {
      throw new Rejected(422, "Alipay opened the order without " + (qr ? "qr_code" : "trade_no"));
    }
    return client(way(topup)).put(qr ? "qrCode" : "tradeNo", value).toString();
  }

  /** What the payer's client needs of a page. */
  String page(String address) {
    return client("wap").put("url", address).toString();
  }

  private static ObjectNode client(String way) {
    return StrictJson.MAPPER.createObjectNode().put("method", way);
  }

  private static String way(JsonNode topup) {
    String way = StrictJson.optionalText(topup, "method", 32);
    if (way != null && !METHODS.containsKey(way)) {
      throw new Rejected(422, "method is " + Printable.of(way) + ", must be one of " + METHODS.keySet());
    }
    return way == null ? "qr" : way;
  }

  private static void buyer(ObjectNode order, JsonNode topup) {
    String open = ActionBody.payerTextOrNull(topup, "buyerOpenId", 128);
    String id = ActionBody.payerTextOrNull(topup, "buyerId", 28);
    if (open == null && id == null) {
      throw new Rejected(422, "payer needs buyerOpenId or buyerId for method create");
    }
    order.put(open == null ? "buyer_id" : "buyer_open_id", open == null ? id : open);
  }

  private static String address(String field, String url) {
    Set<String> schemes = Set.of("https", "http", "alipays");
    int colon = url.indexOf("://");
    if (colon < 0 || !schemes.contains(url.substring(0, colon)) || !url.matches("[\\x21-\\x7e]+")) {
      throw new Rejected(422, "payer." + field + " must be an address that begins with https://, http:// or alipays://");
    }
    return url;
  }

  // Alipay refuses / = & in a subject; a comma would look like another column in the daily bill.
  private static String subject(String description) {
    String clean = description.replaceAll("[/=&,]", " ");
    int characters = clean.codePointCount(0, clean.length());
    return characters <= SUBJECT ? clean : clean.substring(0, clean.offsetByCodePoints(0, SUBJECT));
  }
}
