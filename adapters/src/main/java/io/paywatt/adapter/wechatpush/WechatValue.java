package io.paywatt.adapter.wechatpush;

import java.util.Map;
import io.paywatt.ledger.Rejected;

/**
 * What a value of a message may hold, by the kind its name begins with: thing1, amount2 ... Words are cut; what must not
 * be cut, as a token, is refused when it is too long.
 */
final class WechatValue {
  private static final Map<String, Integer> WORDS = Map.of("thing", 20, "phrase", 5, "name", 10);
  private static final Map<String, Integer> EXACT = Map.of("character_string", 32, "number", 32, "letter", 32, "symbol", 5,
      "phone_number", 17, "car_number", 8);

  private WechatValue() {}

  static String fitted(String name, String value) {
    String kind = name.replaceFirst("[0-9]+$", "");
    int most = WORDS.getOrDefault(kind, Integer.MAX_VALUE);
    if (value.length() > most) {
      return value.substring(0, most - 1) + "…";
    }
    if (value.length() > EXACT.getOrDefault(kind, Integer.MAX_VALUE)) {
      throw new Rejected(422, name + " has " + value.length() + " characters, WeChat takes " + EXACT.get(kind));
    }
    return value;
  }
}
