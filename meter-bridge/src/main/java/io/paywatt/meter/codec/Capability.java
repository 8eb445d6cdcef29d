package io.paywatt.meter.codec;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a make can do besides telling its register. All but the last are the kinds of commands. */
public enum Capability {
  /** Open and close the relay. */
  RELAY,
  /** Tell everything now. */
  READ,
  /** Keep a balance of its own and add to it. */
  CREDIT,
  /** Show the balance of the ledger. */
  BALANCE,
  /** Take a price. */
  PRICE,
  /** Show a text. */
  DISPLAY,
  /** Take a parameter, such as a limit or a table of prices. */
  WRITE,
  /** Only speaks when it is asked, over a gateway. */
  POLLED;

  /** Commands that a meter without the capability does not miss: the ledger keeps balance and price. */
  static final Set<Capability> LEDGER_HAS_IT = EnumSet.of(CREDIT, BALANCE, PRICE, DISPLAY);

  /** The word in files and answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Of a kind of command. @throws IllegalArgumentException when there is none of that word */
  public static Capability of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("kind is '" + word + "', allowed are "
            + Arrays.stream(values()).filter(each -> each != POLLED).map(Capability::word).toList()));
  }
}
