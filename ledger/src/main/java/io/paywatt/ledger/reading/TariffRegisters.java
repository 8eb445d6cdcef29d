package io.paywatt.ledger.reading;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The registers a meter has for its own times of use, as they stand in the column: Wh of tariffs 1, 2, ..., commas between. */
public final class TariffRegisters {
  private static final int COLUMN_LENGTH = 255;

  private TariffRegisters() {}

  /** Null for none, and for more than a meter can have: the total is billed all the same. */
  static String text(List<Long> wh) {
    String text = wh.stream().map(String::valueOf).collect(Collectors.joining(","));
    return text.isEmpty() || text.length() > COLUMN_LENGTH ? null : text;
  }

  /** Wh of tariffs 1, 2, ...; empty when there are none. @param text of the column, or null */
  public static List<Long> of(String text) {
    return text == null ? List.of() : Arrays.stream(text.split(",")).map(Long::valueOf).toList();
  }

  /** The register of a tariff as files name it, by OBIS code. @param tariff from 1 */
  public static String name(int tariff) {
    return "1.8." + tariff;
  }
}
