package io.paywatt.ledger.settlement;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What differs. The name in the database and the API is {@link #word()}. */
public enum DifferenceClass {
  OURS_ONLY("credited here, not in the provider's bill", "我方已入账，渠道账单没有", Action.WAIT_NEXT_BILL),
  THEIRS_ONLY("in the provider's bill, not credited here", "渠道账单有，我方未入账", Action.ASK_PROVIDER),
  THEIRS_TWICE("more than once in the provider's bills", "渠道账单重复", Action.PERSON),
  AMOUNT_DIFFERS("another amount", "金额不符", Action.PERSON),
  CURRENCY_DIFFERS("another currency", "币种不符", Action.PERSON),
  STATE_DIFFERS("paid on one side only", "状态不符", Action.PERSON),
  REFUND_OURS_ONLY("refunded here, not in the provider's bill", "我方已退款，渠道账单没有", Action.WAIT_NEXT_BILL),
  REFUND_THEIRS_ONLY("refund in the provider's bill that we did not make", "渠道账单有退款，我方没有", Action.PERSON),
  REFUND_THEIRS_TWICE("refund more than once in the provider's bills", "渠道账单退款重复", Action.PERSON),
  REFUND_AMOUNT_DIFFERS("refund of another amount", "退款金额不符", Action.PERSON),
  REFUND_CURRENCY_DIFFERS("refund in another currency", "退款币种不符", Action.PERSON),
  REFUND_STATE_DIFFERS("refunded on one side only", "退款状态不符", Action.PERSON),
  METER_NOT_CREDITED("credited here, the meter was not told", "已入账，电表未收到充值", Action.TELL_METER),
  METER_CREDITED_TWICE("the meter was credited more than once", "电表重复充值", Action.PERSON),
  METER_AMOUNT_DIFFERS("the meter was credited another amount", "电表充值金额不符", Action.PERSON);

  private final String en;
  private final String zh;
  private final Action first;

  DifferenceClass(String en, String zh, Action first) {
    this.en = en;
    this.zh = zh;
    this.first = first;
  }

  /** As in {@code ours-only}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** In plain words. */
  public Text text() {
    return new Text(zh, en);
  }

  /** What is done about it when it is found. */
  Action first() {
    return first;
  }

  /** The class of that word. */
  public static Optional<DifferenceClass> named(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
  }
}
