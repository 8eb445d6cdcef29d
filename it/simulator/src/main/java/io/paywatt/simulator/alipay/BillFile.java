package io.paywatt.simulator.alipay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The trades of a day as Alipay gives them out: a zip of two GBK files, the trades and the sums. */
final class BillFile {
  private static final Charset GBK = Charset.forName("GBK");
  private static final String HEADER = "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,"
      + "订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,"
      + "卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注";
  private static final String LINE = "-----------------------------------------";

  private final String account;
  private final String day;
  private final List<String> rows = new ArrayList<>();
  private int payments;
  private int refunds;
  private long paidFen;
  private long refundedFen;

  private BillFile(String sellerId, String day) {
    this.account = sellerId + "0156";
    this.day = day;
  }

  /** @param day like 2026-11-23, or a month. @return null when there were no trades */
  static byte[] of(String sellerId, String day, Collection<Trade> trades) {
    BillFile bill = new BillFile(sellerId, day);
    trades.forEach(bill::add);
    return bill.rows.isEmpty() ? null : bill.zip();
  }

  private void add(Trade trade) {
    if (trade.paidAt() != null && Yuan.time(trade.paidAt()).startsWith(day)) {
      payments++;
      paidFen += trade.fen();
      rows.add(row(trade, "交易", trade.paidAt(), trade.fen(), ""));
    }
    for (Trade.Refund refund : trade.refunds()) {
      if (Yuan.time(refund.at()).startsWith(day)) {
        refunds++;
        refundedFen += refund.fen();
        rows.add(row(trade, "退款", refund.at(), -refund.fen(), refund.requestNo()));
      }
    }
  }

  private static String row(Trade trade, String kind, Instant at, long fen, String request) {
    String amount = Yuan.text(fen);
    return String.join(",", trade.tradeNo() + "\t", trade.outTradeNo() + "\t", kind + "\t", trade.subject(),
        Yuan.time(trade.createdAt()), Yuan.time(at), "\t", "\t", "\t", "\t", "*三(138****8000)\t", amount, amount, "0.00", "0.00",
        "0.00", "0.00", "0.00", "", "0.00\t", "0.00", request + "\t", Yuan.text(-fen * 6 / 1000), "0.00", trade.subject());
  }

  private byte[] zip() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String name = account + "_" + day.replace("-", "") + "_业务明细";
    try (ZipOutputStream zip = new ZipOutputStream(bytes, GBK)) {
      entry(zip, name + ".csv", details());
      entry(zip, name + "(汇总).csv", "#支付宝业务汇总查询\r\n#账号：[" + account + "]\r\n门店编号,门店名称,交易订单总笔数,退款订单总笔数,"
          + "订单金额（元）,商家实收（元）\r\n合计\t,\t," + payments + "," + refunds + "," + Yuan.text(paidFen - refundedFen) + ","
          + Yuan.text(paidFen - refundedFen) + "\r\n#导出时间：[" + Yuan.time(Instant.now()) + "]\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private String details() {
    return "#支付宝业务明细查询\r\n#账号：[" + account + "]\r\n#起始日期：[" + day + "]\r\n#" + LINE + "业务明细列表" + LINE + "\r\n"
        + HEADER + "\r\n" + String.join("\r\n", rows) + "\r\n#" + LINE + "业务明细列表结束" + LINE + "\r\n#交易合计：" + payments
        + "笔，商家实收共" + Yuan.text(paidFen) + "元，商家优惠共0.00元\r\n#退款合计：" + refunds + "笔，商家实收退款共"
        + Yuan.text(-refundedFen) + "元，商家优惠退款共0.00元\r\n#导出时间：[" + Yuan.time(Instant.now()) + "]\r\n";
  }

  private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(GBK));
    zip.closeEntry();
  }
}
