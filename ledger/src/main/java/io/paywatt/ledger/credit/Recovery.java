package io.paywatt.ledger.credit;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import io.paywatt.ledger.money.Nano;

/**
 * How payments are shared with a debt: a percentage of each, a fixed instalment of each, or of the payments of a month
 * together at most an instalment.
 *
 * @param per    what the amount is for
 * @param amount hundredths of a percent for {@link Per#PERCENT}, else nano units
 */
public record Recovery(Per per, long amount) {
  /** How it is written. */
  public static final String ALLOWED = "a percentage from 0.01% to 90%, 50.00/payment or 50.00/month (currency units)";
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,2})?)%");
  private static final Pattern INSTALMENT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)/(payment|month)");
  private static final long MOST_PERCENT = 9_000;
  private static final long WHOLE = 10_000;

  /** What an amount is for. */
  public enum Per { PERCENT, PAYMENT, MONTH }

  /** @throws IllegalArgumentException when the text is not {@link #ALLOWED} */
  public static Recovery parse(String text) {
    Matcher percent = PERCENT.matcher(text);
    if (percent.matches()) {
      long hundredths = new BigDecimal(percent.group(1)).movePointRight(2).longValueExact();
      if (hundredths >= 1 && hundredths <= MOST_PERCENT) {
        return new Recovery(Per.PERCENT, hundredths);
      }
    }
    Matcher instalment = INSTALMENT.matcher(text);
    if (instalment.matches()) {
      long nano = new BigDecimal(instalment.group(1)).multiply(BigDecimal.valueOf(Nano.PER_UNIT)).longValueExact();
      if (nano > 0) {
        return new Recovery(instalment.group(2).equals("month") ? Per.MONTH : Per.PAYMENT, nano);
      }
    }
    throw new IllegalArgumentException(text);
  }

  /**
   * What a payment gives, nano units, rounded down to minor units.
   *
   * @param paid      the payment, nano units
   * @param free      what is left of it after emergency credit was repaid, zero or more
   * @param owed      the debt, zero or more
   * @param thisMonth what payments of this month gave already, zero or more
   * @param perMinor  nano units in a minor unit
   */
  public long share(long paid, long free, long owed, long thisMonth, long perMinor) {
    long wanted = switch (per) {
      // floor(paid * amount / WHOLE), cut so that it fits a long
      case PERCENT -> paid / WHOLE * amount + paid % WHOLE * amount / WHOLE;
      case PAYMENT -> amount;
      case MONTH -> Math.max(0, amount - thisMonth);
    };
    long most = Math.min(free, owed);
    // a debt or what is free may end within a minor unit: then it is taken whole
    return wanted >= most ? most : wanted / perMinor * perMinor;
  }

  /** As it is written. */
  @Override
  public String toString() {
    if (per == Per.PERCENT) {
      return plain(BigDecimal.valueOf(amount, 2)) + "%";
    }
    return plain(BigDecimal.valueOf(amount, 9)) + (per == Per.MONTH ? "/month" : "/payment");
  }

  /** For a customer, Chinese: what a payment gives. */
  public String chinese() {
    return switch (per) {
      case PERCENT -> "每次付款的" + this;
      case PAYMENT -> "每次付款中的" + plain(BigDecimal.valueOf(amount, 9));
      case MONTH -> "每月付款中最多" + plain(BigDecimal.valueOf(amount, 9));
    };
  }

  /** For a customer, English: what a payment gives. */
  public String english() {
    return switch (per) {
      case PERCENT -> this + " of each payment";
      case PAYMENT -> plain(BigDecimal.valueOf(amount, 9)) + " of each payment";
      case MONTH -> "at most " + plain(BigDecimal.valueOf(amount, 9)) + " of the payments of a month";
    };
  }

  private static String plain(BigDecimal number) {
    BigDecimal exact = number.stripTrailingZeros();
    return (exact.scale() < 0 ? exact.setScale(0) : exact).toPlainString();
  }
}
