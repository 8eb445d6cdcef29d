package io.paywatt.simulator.wechat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes the bills of a day in Beijing from the books: facts/payments.md 1.7. A day that has not ended has one as well. */
final class Bills {
  private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(BEIJING);
  private static final String TRADES = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
      + "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,"
      + "申请退款金额,费率备注";
  private static final String TRADES_SUMMARY = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";
  private static final String FLOW = "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,"
      + "业务凭证号";
  private static final String FLOW_SUMMARY = "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额";

  private final Merchant merchant;
  private final OrderBook orders;
  private final RefundBook refunds;

  Bills(Merchant merchant, OrderBook orders, RefundBook refunds) {
    this.merchant = merchant;
    this.orders = orders;
    this.refunds = refunds;
  }

  /** The bill of type ALL, or null when there were no trades. */
  String trades(LocalDate day) {
    List<WechatOrder> paid = paid(day);
    List<WechatRefund> given = given(day);
    List<String> lines = new ArrayList<>();
    paid.forEach(order -> lines.add(trade(order.paidAt(), order, "SUCCESS", order.totalFen(), null)));
    given.forEach(refund -> lines.add(trade(refund.createdAt(), refund.order(), "REFUND", 0, refund)));
    long in = paid.stream().mapToLong(WechatOrder::totalFen).sum();
    long out = given.stream().mapToLong(WechatRefund::fen).sum();
    return lines.isEmpty() ? null : text(TRADES, lines, TRADES_SUMMARY,
        row(lines.size(), yuan(in), yuan(out), "0.00", "0.00000", yuan(in), yuan(out)));
  }

  /** What moved on the merchant's account, or null when nothing did. */
  String fundFlow(LocalDate day) {
    List<String> lines = new ArrayList<>();
    long balance = 0;
    long in = 0;
    long out = 0;
    for (WechatOrder order : paid(day)) {
      in += order.totalFen();
      balance += order.totalFen();
      lines.add(flow(order.paidAt(), order.transactionId(), "交易", "收入", order.totalFen(), balance, order.outTradeNo()));
    }
    int incomes = lines.size();
    for (WechatRefund refund : given(day)) {
      out += refund.fen();
      balance -= refund.fen();
      lines.add(flow(refund.createdAt(), refund.refundId(), "退款", "支出", refund.fen(), balance, refund.outRefundNo()));
    }
    return lines.isEmpty() ? null : text(FLOW, lines, FLOW_SUMMARY,
        row(lines.size(), incomes, yuan(in), lines.size() - incomes, yuan(out)));
  }

  private List<WechatOrder> paid(LocalDate day) {
    return orders.all().stream().filter(WechatOrder::isPaid).filter(order -> on(day, order.paidAt()))
        .sorted(Comparator.comparing(WechatOrder::paidAt)).toList();
  }

  private List<WechatRefund> given(LocalDate day) {
    return refunds.all().stream().filter(refund -> on(day, refund.createdAt()))
        .sorted(Comparator.comparing(WechatRefund::createdAt)).toList();
  }

  private static boolean on(LocalDate day, Instant at) {
    return at.atOffset(BEIJING).toLocalDate().equals(day);
  }

  private String trade(Instant at, WechatOrder order, String state, long fen, WechatRefund refund) {
    boolean back = refund != null;
    String given = yuan(back ? refund.fen() : 0);
    return row(TIME.format(at), merchant.appId(), merchant.id(), "0", "", order.transactionId(), order.outTradeNo(),
        order.openid(), order.tradeType(), state, "OTHERS", order.currency(), yuan(fen), "0.00",
        back ? refund.refundId() : "0", back ? refund.outRefundNo() : "0", given, "0.00", back ? "ORIGINAL" : "",
        back ? billState(refund) : "", order.description().replace(',', ' '), order.attach(), "0.00000", "0.60%", yuan(fen),
        given, "");
  }

  private static String billState(WechatRefund refund) {
    return switch (refund.status()) {
      case "SUCCESS", "PROCESSING" -> refund.status();
      case "ABNORMAL" -> "CHANGE";
      default -> "FAIL";
    };
  }

  private static String flow(Instant at, String number, String business, String direction, long fen, long balance,
      String voucher) {
    return row(TIME.format(at), number, number, business, business, direction, yuan(fen), yuan(balance), "system", "", voucher);
  }

  private static String text(String header, List<String> lines, String summaryHeader, String summary) {
    return "\uFEFF" + header + "\r\n" + String.join("\r\n", lines) + "\r\n" + summaryHeader + "\r\n" + summary + "\r\n";
  }

  private static String row(Object... fields) {
    StringBuilder row = new StringBuilder();
    for (Object field : fields) {
      row.append(row.isEmpty() ? "`" : ",`").append(field);
    }
    return row.toString();
  }

  private static String yuan(long fen) {
    return BigDecimal.valueOf(fen, 2).toPlainString();
  }
}
