package io.paywatt.ledger.notice;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import io.paywatt.ledger.store.Json;

/** Values for a look at a text and for its length: rather long ones, as they come in practice. */
final class Samples {
  private static final String PARAMS = """
      {"amount":1234567,"currency":"CNY","balance":123456,"recovered":50000,"energyWh":1234567,"powerW":12345,
       "voltageV":[229.8,231.4,251.3],"paidAt":"2026-11-23T04:05:00Z","at":"2026-11-23T04:05:00Z","day":"2026-12-01",
       "transactionId":"4200002411202611231234567890","payment":123456,"token":"1234 5678 9012 3456 7890",
       "tiers":[{"energyWh":180000,"priceNano":548300000},{"energyWh":54320,"priceNano":598300000}],
       "provider":"wechat","reason":"no meter with that number","refund":1234,"stage":"acknowledged","count":12,
       "serial":"142400000301","topic":"paywatt/142400000302/reading","seconds":420,"hours":26,"days":3,
       "shareZh":"每笔付款的 20%","shareEn":"20% of each payment","anomalyZh":"电压过高","anomalyEn":"voltage too high",
       "open":3,"waiting":12,"summaryZh":"金额不符 2，我方无此笔 1","summaryEn":"2 amounts differ, 1 is not ours",
       "sum":"CNY 50.00","order":"PW0123456789ABCDEF","command":"relay","route":"payment-accept",
       "fault":"connection refused","group":"3f2a91c07b11","run":12,"state":"paused","message":"no tariff with that code",
       "part":"broker","tariffZh":"居民阶梯电价","tariffEn":"Residential, tiered",
       "lines":"…"}""";
  private static final Map<String, String> CHINESE = Map.of("account", "A-0301", "room", "3号楼0301", "site", "明德公寓",
      "holder", "李雷", "meter", "142400000301", "place", "明德公寓");
  private static final Map<String, String> OTHER = Map.of("account", "A-0301", "room", "3-0301", "site", "Maple Court",
      "holder", "Lee Lewis", "meter", "142400000301", "place", "Maple Court");

  private Samples() {}

  /** By placeholder, as people of the locale read them. */
  static Map<String, String> values(String locale, ZoneId zone) {
    Map<String, String> values = new HashMap<>(locale.startsWith("zh") ? CHINESE : OTHER);
    values.putAll(new Wording(locale, zone).values(Json.object(PARAMS), "CNY"));
    return values;
  }
}
