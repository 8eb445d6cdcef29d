package io.paywatt.ledger.sms;

import java.util.List;
import java.util.stream.Stream;

/** Phone numbers in one form, E.164, by the country the hub stands in. */
public final class PhoneNumbers {
  private static final String E164 = "\\+[1-9][0-9]{7,14}";
  private static final int SHORTEST_NATIONAL = 9;

  private final String prefix;
  private final String country;

  /** @param prefix of the own country, such as +86 or +254 */
  public PhoneNumbers(String prefix) {
    if (!prefix.matches("\\+[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException("country prefix is '" + prefix + "', allowed are such as +86 or +254");
    }
    this.prefix = prefix;
    this.country = prefix.substring(1);
  }

  /** The number as E.164, or null when it is none a person answers: a short code, a name, garbage. */
  public String e164(String raw) {
    String number = SmsText.even(raw).replaceAll("[ ()./-]", "");
    String whole = number.startsWith("00") ? "+" + number.substring(2) : number;
    if (whole.startsWith("+")) {
      return checked(whole);
    }
    if (!whole.matches("[0-9]{" + SHORTEST_NATIONAL + ",15}")) {
      return null;
    }
    if (whole.startsWith("0")) {
      return checked(prefix + whole.substring(1));
    }
    boolean international = whole.startsWith(country) && whole.length() >= country.length() + SHORTEST_NATIONAL;
    return checked(international ? "+" + whole : prefix + whole);
  }

  /** Whether it is a number of the own country. */
  boolean isHome(String e164) {
    return e164.startsWith(prefix);
  }

  /** Every way an account may hold the number. */
  List<String> forms(String e164) {
    String digits = e164.substring(1);
    Stream<String> everywhere = Stream.of(e164, digits, "00" + digits);
    if (!e164.startsWith(prefix)) {
      return everywhere.toList();
    }
    String national = e164.substring(prefix.length());
    return Stream.concat(everywhere, Stream.of(national, "0" + national)).toList();
  }

  /** China's 106 numbers look like phones and are machines. */
  private String checked(String number) {
    boolean machine = country.equals("86") && number.startsWith("+86") && !number.matches("\\+861[3-9][0-9]{9}");
    return machine || !number.matches(E164) ? null : number;
  }
}
