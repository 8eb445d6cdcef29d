package io.paywatt.adapter.alipay;

import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;

/**
 * One CSV of a bill. The file with the trades has comment lines, a header, a row each, an end line and counts; a file without
 * the header's columns (the summary by shop) is skipped. Columns are found by name.
 */
final class BillCsv {
  private static final int LONGEST_LINE = 16 * 1024;
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
  private static final Pattern COUNT = Pattern.compile("#(交易|退款)合计：(\\d+)笔.*");
  private static final String GOODS = "商品名称";
  private static final List<String> COLUMNS =
      List.of("支付宝交易号", "商户订单号", "业务类型", GOODS, "创建时间", "完成时间", "订单金额（元）", "退款批次号/请求号");

  private final String sellerId;
  private final Reader in;
  private final BufferedWriter out;
  private List<String> header;
  private boolean ended;
  private long payments;
  private long refunds;

  BillCsv(String sellerId, Reader in, BufferedWriter out) {
    this.sellerId = sellerId;
    this.in = in;
    this.out = out;
  }

  /**
   * Writes a bill line for each trade.
   *
   * @return whether this was the file with the trades
   * @throws EOFException when its end is missing
   */
  boolean copy() throws IOException {
    boolean trades = true;
    for (String line = line(); line != null; line = line()) {
      if (!trades || line.isBlank()) {
        continue;
      }
      if (line.startsWith("#")) {
        comment(line);
      } else if (header == null) {
        header = fields(line);
        trades = header.containsAll(COLUMNS);
      } else {
        row(fields(line));
      }
    }
    if (trades && header != null && !ended) {
      throw new EOFException("the line that ends the trades is missing");
    }
    return trades && header != null;
  }

  private void comment(String line) throws EOFException {
    if (line.startsWith("#账号") && !line.contains("[" + sellerId)) {
      throw new Rejected(422, "the bill is of another account than " + sellerId);
    }
    ended |= line.contains("明细列表结束");
    Matcher count = COUNT.matcher(line);
    if (count.matches()) {
      long counted = count.group(1).equals("交易") ? payments : refunds;
      if (counted != Long.parseLong(count.group(2))) {
        throw new EOFException("it says " + line.substring(1, count.end(2)) + ", it has " + counted);
      }
    }
  }

  private void row(List<String> row) throws IOException {
    int shift = shift(row);
    String kind = row.get(header.indexOf("业务类型"));
    ObjectNode line = StrictJson.MAPPER.createObjectNode();
    switch (kind) {
      case "交易" -> {
        payments++;
        line.put("kind", "payment");
      }
      case "退款" -> {
        refunds++;
        line.put("kind", "refund");
      }
      default -> throw new Rejected(422, "the bill has a row of kind " + Printable.of(kind) + ", known are 交易 and 退款");
    }
    String amount = cell(row, "订单金额（元）", shift).replaceFirst("^-", "");
    line.put("transactionId", cell(row, "支付宝交易号", 0)).put("orderId", orNull(cell(row, "商户订单号", 0)))
        .put("refundId", kind.equals("退款") ? orNull(cell(row, "退款批次号/请求号", shift)) : null)
        .put("amount", Yuan.fen("订单金额（元）", amount)).put("currency", "CNY").put("state", "done")
        .put("at", BeijingTime.read("完成时间", cell(row, "完成时间", shift)).toString());
    out.write(line.toString());
    out.write('\n');
  }

  /** Commas in the name of the goods are not escaped: how many columns the rest of the row has moved to the right. */
  private int shift(List<String> row) {
    int created = header.indexOf("创建时间");
    int most = row.size() - header.size();
    for (int shift = 0; shift <= most; shift++) {
      if (TIME.matcher(row.get(created + shift)).matches() && TIME.matcher(row.get(created + shift + 1)).matches()) {
        return shift;
      }
    }
    throw new Rejected(422, "the bill has a row of " + row.size() + " columns without times, the header has "
        + header.size());
  }

  private String cell(List<String> row, String column, int shift) {
    int at = header.indexOf(column);
    return row.get(at > header.indexOf(GOODS) ? at + shift : at);
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>(32);
    for (String field : line.split(",", -1)) {
      fields.add(field.strip());
    }
    return fields;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(256);
    int c = in.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n'; c = in.read()) {
      if (line.length() == LONGEST_LINE) {
        throw new Rejected(422, "the bill has a line of more than " + LONGEST_LINE + " characters");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
