package io.paywatt.adapter.alipay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import org.apache.camel.Exchange;

/** Fetches the trades of a day: first the address of the file, good for 30 seconds, then the file, which is not signed. */
final class AlipayBill implements AlipayOperation {
  private final AlipaySettings settings;

  AlipayBill(AlipaySettings settings) {
    this.settings = settings;
  }

  @Override
  public String method(JsonNode in) {
    return "alipay.data.dataservice.bill.downloadurl.query";
  }

  @Override
  public ObjectNode content(JsonNode in) {
    String date = StrictJson.text(in, "date", 10);
    try {
      LocalDate.parse(date);
    } catch (DateTimeException e) {
      throw new Rejected(400, "date is " + Printable.of(date) + ": a day such as 2026-11-23");
    }
    return StrictJson.MAPPER.createObjectNode().put("bill_type", "trade").put("bill_date", date);
  }

  /** The address, or null when there were no trades. */
  @Override
  public String result(JsonNode in, AlipayReply reply) {
    if (reply.subCode().equals("isp.bill_not_exist")) {
      return null;
    }
    if (!reply.success()) {
      throw new Rejected(422, "Alipay refused the bill:" + reply.reason());
    }
    String address = reply.text("bill_download_url");
    if (address == null || !address.matches("https?://[^\\s#]+")) {
      throw new Rejected(422, "Alipay gave no address of the bill");
    }
    return address;
  }

  /** The next HTTP step fetches the file; it must go through as a stream, so Camel shall not keep a copy of it. */
  static void beginDownload(Exchange exchange, String address) {
    int question = address.indexOf('?');
    ProviderCall.begin(exchange, question < 0 ? address : address.substring(0, question),
        question < 0 ? null : address.substring(question + 1), Map.of("User-Agent", "PayWatt"), null);
    exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "GET");
    exchange.getExchangeExtension().setStreamCacheDisabled(true);
  }

  Path read(Exchange exchange) {
    Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    try (InputStream zip = exchange.getMessage().getBody(InputStream.class)) {
      if (status == null || status != 200 || zip == null) {
        throw new Unavailable("Alipay answered the download of a bill with HTTP " + status, null);
      }
      return new BillZip(settings.sellerId()).write(zip);
    } catch (IOException e) {
      throw new Unavailable("a bill of Alipay was cut short: " + e.getMessage(), e);
    } finally {
      ProviderCall.restore(exchange);
      exchange.getExchangeExtension().setStreamCacheDisabled(false);
    }
  }
}
