package io.paywatt.ledger.vend;

import java.util.ArrayList;
import java.util.List;

/** A receipt as lines of text, Chinese or English. */
public final class ReceiptText {
  private final Receipt receipt;
  private final boolean chinese;
  private final List<String> lines = new ArrayList<>();

  private ReceiptText(Receipt receipt, boolean chinese) {
    this.receipt = receipt;
    this.chinese = chinese;
  }

  /** @param chinese otherwise English */
  public static String of(Receipt receipt, boolean chinese) {
    return new ReceiptText(receipt, chinese).text();
  }

  private String text() {
    lines.add(words("购电回单 " + receipt.payment(), "Receipt of payment " + receipt.payment()) + "  " + receipt.at());
    lines.add(words("户号", "Account") + " " + receipt.account() + ", " + words("电价", "tariff") + " " + receipt.tariff());
    money("付款", "Paid", receipt.paid(), false);
    money("上次剩余金额", "Left over from before", receipt.beforeOver(), true);
    money("偿还欠费", "Given to the debt", receipt.debt(), true);
    money("剩余欠费", "Debt that is left", receipt.debtLeft(), true);
    receipt.charges().forEach(line -> charge(line, ""));
    receipt.included().forEach(line -> charge(line, words("（价内）", " (inside the prices)")));
    money("剩余金额，下次使用", "Left over for the next time", receipt.leftOver(), true);
    lines.add(row(words("购得电量", "Units bought"), Receipts.kwh(receipt.energyWh()) + " kWh"));
    lines.add(row(words("当前电量", "Units on the account"), Receipts.kwh(receipt.balanceWh()) + " kWh"));
    if (receipt.refused() != null) {
      lines.add(words("未购电：", "Nothing was bought: ") + receipt.refused());
    }
    if (receipt.undone()) {
      lines.add(words("该笔付款已退回或转出，购电已撤销。", "The payment was given back or moved since, and the units taken back."));
    }
    if (!receipt.differences().isEmpty()) {
      lines.add(words("与上次不同：", "What is not as it was the time before:"));
      receipt.differences().forEach(it -> lines.add("  " + words(it.zh(), it.en())));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private void charge(Receipt.Line line, String note) {
    String text = words(line.textZh(), line.textEn()) + note;
    if (line.energyWh() > 0) {
      text += " " + Receipts.kwh(line.energyWh()) + " kWh" + (line.pricePerKwh() == null ? "" : " × " + line.pricePerKwh());
    }
    lines.add(row(text, line.amount() + " " + receipt.currency()));
  }

  private void money(String zh, String en, String amount, boolean onlyWhenThere) {
    if (!onlyWhenThere || !amount.equals("0.00")) {
      lines.add(row(words(zh, en), amount + " " + receipt.currency()));
    }
  }

  private static String row(String text, String value) {
    return "  " + text + "  " + value;
  }

  private String words(String zh, String en) {
    return chinese ? zh : en;
  }
}
