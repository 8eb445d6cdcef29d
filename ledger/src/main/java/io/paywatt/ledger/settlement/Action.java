package io.paywatt.ledger.settlement;

import java.util.Locale;

/** What is done about a difference. The name in the database and the API is {@link #word()}. */
public enum Action {
  WAIT_NEXT_BILL("wait for the next bill: payments near midnight come a day later", "等待下一日账单（临近零点的交易可能次日入账单）"),
  ASK_PROVIDER("the provider is asked about this payment; when it says paid, it is credited", "已向渠道查询该笔交易，确认已付后自动入账"),
  TELL_METER("the meter is told its balance again", "重新向电表下发余额"),
  WAIT_METER("wait: the command is on its way to the meter", "等待电表响应指令"),
  PERSON("a person has to look", "需要人工处理");

  private final String en;
  private final String zh;

  Action(String en, String zh) {
    this.en = en;
    this.zh = zh;
  }

  /** As in {@code wait-next-bill}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** In plain words; for a person, what to look at depends on the difference. */
  Text text(DifferenceClass of) {
    if (this != PERSON) {
      return new Text(zh, en);
    }
    return switch (of) {
      case OURS_ONLY -> new Text("可能是伪造的通知：两日账单均无此交易，请到渠道后台核对",
          "possibly a fake notice: it is in no bill of two days; look it up at the provider");
      case THEIRS_ONLY -> new Text("渠道查询未能确认：请在渠道后台核对，补录或退款",
          "the query did not bring it in: look it up at the provider, credit or refund it");
      case THEIRS_TWICE -> new Text("请与渠道核对是否重复扣款，必要时退款", "ask the provider whether the payer paid twice; refund if so");
      case METER_NOT_CREDITED -> new Text("再次下发后电表仍未响应：请到现场检查", "the meter did not take it after another try: look at it on site");
      case METER_CREDITED_TWICE, METER_AMOUNT_DIFFERS -> new Text("请核对电表余额，必要时下发余额",
          "compare the meter's balance, and send it the ledger's");
      default -> new Text("请与渠道核对，按实际情况调账或退款", "compare with the provider, then reallocate, refund or write down why it is right");
    };
  }
}
