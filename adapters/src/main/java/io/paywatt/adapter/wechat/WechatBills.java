package io.paywatt.adapter.wechat;

import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import org.apache.camel.Exchange;

/**
 * Asks where the bill of a day is, the first of two calls. When there is one, the exchange is ready for the second, which
 * {@link WechatBillDownload} reads.
 */
final class WechatBills implements WechatOperation {
  /** Set on the exchange while the second call is to be made. */
  static final String DOWNLOAD = "PayWattBillDownload";
  private static final Set<String> ACCOUNTS = Set.of("BASIC", "OPERATION", "FEES");

  private final WechatCalls calls;
  private final boolean trades;

  /** @param trades true: the bill of all trades; false: the bill of what moved on one of the merchant's accounts */
  WechatBills(WechatCalls calls, boolean trades) {
    this.calls = calls;
    this.trades = trades;
  }

  @Override
  public String what() {
    return trades ? "the bill" : "the fund-flow bill";
  }

  @Override
  public void begin(Exchange exchange, JsonNode ask) {
    String date = StrictJson.text(ask, "date", 10);
    if (!date.matches("\\d{4}-\\d\\d-\\d\\d")) {
      throw new Rejected(400, "date must be a day such as 2026-11-23");
    }
    calls.get(exchange, trades ? "/v3/bill/tradebill?bill_date=" + date + "&bill_type=ALL&tar_type=GZIP"
        : "/v3/bill/fundflowbill?bill_date=" + date + "&account_type=" + account(ask) + "&tar_type=GZIP");
  }

  private static String account(JsonNode ask) {
    String account = StrictJson.optionalText(ask, "account", 16);
    if (account != null && !ACCOUNTS.contains(account)) {
      throw new Rejected(400, "account must be BASIC, OPERATION or FEES");
    }
    return account == null ? "BASIC" : account;
  }

  /** Null when there were no trades that day, else the second call is prepared. */
  @Override
  public Object end(Exchange exchange, JsonNode ask, ProviderCall.Answer answer) {
    String code = WechatFault.code(answer);
    if (answer.status() == 400 && code.equals("NOSTATEMENTEXIST")) {
      exchange.getMessage().setBody(null);
      return null;
    }
    if (answer.status() == 400 && code.equals("STATEMENTCREATING")) {
      throw new Unavailable(what() + " of " + ask.path("date").asText() + " is still being made by WeChat", null);
    }
    if (answer.status() != 200) {
      throw WechatFault.of(answer, what());
    }
    JsonNode bill = calls.proven(answer, what());
    exchange.setProperty(DOWNLOAD, sha1(bill));
    calls.getAddress(exchange, address(bill));
    return exchange.getMessage().getBody();
  }

  private String sha1(JsonNode bill) {
    String value = bill.path("hash_value").asText("");
    if (!bill.path("hash_type").asText().equals("SHA1") || !value.matches("[0-9A-Fa-f]{40}")) {
      throw WechatCalls.untrusted(what(), "it has no SHA1 hash");
    }
    return value;
  }

  private String address(JsonNode bill) {
    String address = bill.path("download_url").asText("");
    if (!address.matches("https?://[^/\\s?#]+/[^\\s#]*")) {
      throw WechatCalls.untrusted(what(), "it has no address to download from");
    }
    return address;
  }
}
