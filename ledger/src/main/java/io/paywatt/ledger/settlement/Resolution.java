package io.paywatt.ledger.settlement;

import java.util.Arrays;
import java.util.Locale;

/** Why a difference is closed. */
public enum Resolution {
  NEXT_BILL("it is in a bill now", "已出现在账单中"),
  CREDITED("it was credited since", "已补入账"),
  BILL_REPLACED("the bill that said so was replaced", "账单已更新，差异消失"),
  METER_TOLD("the meter was told since", "电表已收到"),
  AGREES("both sides agree now", "双方已一致"),
  PERSON("a person closed it", "人工关闭");

  private final String en;
  private final String zh;

  Resolution(String en, String zh) {
    this.en = en;
    this.zh = zh;
  }

  /** As in {@code next-bill}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Text text(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst()
        .map(it -> new Text(it.zh, it.en)).orElse(null);
  }
}
