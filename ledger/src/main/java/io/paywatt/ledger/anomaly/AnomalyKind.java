package io.paywatt.ledger.anomaly;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be wrong, by which unit it is measured and who finds it. */
public enum AnomalyKind {
  OVER_VOLTAGE(Source.READING, Unit.VOLT, false, "过压", "over-voltage"),
  UNDER_VOLTAGE(Source.READING, Unit.VOLT, true, "欠压", "under-voltage"),
  OVERLOAD(Source.READING, Unit.WATT, false, "过载", "overload"),
  PHASE_LOSS(Source.READING, Unit.VOLT, true, "缺相", "phase loss"),
  BROKEN_NEUTRAL(Source.READING, Unit.VOLT, false, "断零", "broken neutral"),
  REVERSE_POWER(Source.READING, Unit.WATT, false, "反向功率", "reverse power"),
  RELAY_STUCK(Source.READING, Unit.WATT, false, "继电器粘连或旁路", "relay stuck or bypass"),
  IMPOSSIBLE_CONSUMPTION(Source.READING, Unit.WATT, false, "用电量异常", "impossible consumption"),
  CLOCK_DRIFT(Source.READING, Unit.SECOND, false, "时钟偏差", "clock drift"),
  COVER_OPEN(Source.EVENT, Unit.NONE, false, "开盖", "cover open"),
  RELAY_FAULT(Source.EVENT, Unit.NONE, false, "继电器故障", "relay fault"),
  WRONG_TOPIC(Source.EVENT, Unit.NONE, false, "越权发布", "wrong topic"),
  POWER_FAILURE(Source.EVENT, Unit.NONE, false, "停电", "power failure"),
  SILENT_METER(Source.CHECK, Unit.HOUR, false, "电表失联", "silent meter"),
  NIGHT_LEAK(Source.CHECK, Unit.WATT, false, "夜间漏电", "night leak"),
  BALANCE_MISMATCH(Source.CHECK, Unit.MONEY, false, "表内余额不符", "balance mismatch"),
  SITE_OUTAGE(Source.CHECK, Unit.METER, false, "园区停电", "site outage");

  /** Who finds it: a value of readings, the meter itself, or a look at many meters. */
  enum Source { READING, EVENT, CHECK }

  /** Of the worst value; the field is how a notice carries it, null for one that carries none. */
  enum Unit {
    VOLT("V", "voltageV"), WATT("W", "powerW"), SECOND("s", "seconds"), HOUR("h", "hours"), MONEY("", null),
    METER("meters", "count"), NONE("", null);

    final String sign;
    final String field;

    Unit(String sign, String field) {
      this.sign = sign;
      this.field = field;
    }
  }

  final Source source;
  final Unit unit;
  /** Whether low values are the bad ones. */
  final boolean below;
  final String zh;
  final String en;

  AnomalyKind(Source source, Unit unit, boolean below, String zh, String en) {
    this.source = source;
    this.unit = unit;
    this.below = below;
    this.zh = zh;
    this.en = en;
  }

  /** The word of configuration, database and API, e.g. over-voltage. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of that word. */
  public static Optional<AnomalyKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
