package io.paywatt.adapter.wechat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;

/** The bill of all trades, line by line in PayWatt's own form: one JSON object a line. */
final class TradeBill {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  /** The bill has Beijing time without a zone. */
  private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);

  private final JsonGenerator out;
  private long rows;

  private TradeBill(JsonGenerator out) {
    this.out = out;
  }

  /** @throws Rejected 422 naming the line that can't be read, or when the summary counts other rows */
  static void write(InputStream text, Path file) throws IOException {
    try (JsonGenerator out = StrictJson.MAPPER.createGenerator(
        new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      out.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
      TradeBill bill = new TradeBill(out);
      String counted = BillTable.read(text, bill::add).get("总交易单数");
      if (!counted.equals(Long.toString(bill.rows))) {
        throw new Rejected(422, "the bill's summary counts " + Printable.of(counted) + " trades, its rows are "
            + bill.rows);
      }
      out.writeRaw('\n');
    }
  }

  private void add(BillTable.Row row) throws IOException {
    rows++;
    try {
      write(row);
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
      throw new Rejected(422, "line " + row.line() + " of the bill can't be read: " + Printable.of(
          String.valueOf(e.getMessage())));
    }
  }

  private void write(BillTable.Row row) throws IOException {
    String state = row.get("交易状态");
    boolean refund = state.equals("REFUND");
    String currency = row.get("货币种类");
    out.writeStartObject();
    out.writeStringField("kind", refund ? "refund" : "payment");
    out.writeStringField("transactionId", row.get("微信订单号"));
    out.writeStringField("orderId", row.get("商户订单号"));
    out.writeStringField("refundId", refund ? row.get("商户退款单号") : null);
    // What the order and the refund asked for; the settled columns leave out coupons and would differ.
    out.writeNumberField("amount", minor(refund ? row.get("申请退款金额", "退款金额") : row.get("订单金额", "总金额"), currency));
    out.writeStringField("currency", currency);
    out.writeStringField("state", refund ? refundState(row.get("退款状态")) : state.equals("SUCCESS") ? "done" : "failed");
    out.writeStringField("at", LocalDateTime.parse(row.get("交易时间"), TIME).toInstant(BEIJING).toString());
    out.writeEndObject();
  }

  private static String refundState(String state) {
    return switch (state) {
      case "SUCCESS" -> "done";
      case "PROCESSING" -> "processing";
      // FAIL, and CHANGE: the payer's account can't take it
      default -> "failed";
    };
  }

  private static long minor(String amount, String currency) {
    return new BigDecimal(amount).movePointRight(Currency.getInstance(currency).getDefaultFractionDigits()).longValueExact();
  }
}
