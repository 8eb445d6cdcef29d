package io.paywatt.ledger.sms;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import io.paywatt.ledger.Rejected;

/**
 * How one operator words one kind of confirmation.
 *
 * @param name       operator, type and version, e.g. mpesa-kenya/sent/1
 * @param provider   who is asked whether it is true
 * @param senders    whose texts count: {@link #RESIDENTS}, and numbers or names of the operator
 * @param currencies what the text calls a currency, in capitals, to its ISO 4217 code; the first is meant when it names none
 * @param regex      with the named groups of {@link #GROUPS}
 */
record SmsPattern(String name, String provider, List<String> senders, Map<String, String> currencies, Pattern regex) {
  /** Stands for every phone on an account. */
  static final String RESIDENTS = "residents";
  static final List<String> GROUPS = List.of("transactionId", "amount", "currency", "account", "meter", "payer");
  private static final String TRANSACTION = "[A-Z0-9]{6,40}";

  /**
   * What a confirmation says.
   *
   * @param amount  minor units
   * @param account account number or meter serial as the text names it, or null
   * @param payer   the payer's phone as the text names it, or null
   */
  record Found(SmsPattern pattern, String transactionId, long amount, String currency, String account, String payer) {}

  /**
   * Reads a text.
   *
   * @return empty when it is not this kind
   * @throws Rejected 422 when it is, but the amount or the transaction can't be right
   */
  Optional<Found> read(String even) {
    Matcher matcher = regex.matcher(even);
    if (!matcher.find()) {
      return Optional.empty();
    }
    if (matcher.group("transactionId") == null || matcher.group("amount") == null) {
      return Optional.empty();
    }
    String transaction = matcher.group("transactionId").toUpperCase(Locale.ROOT);
    if (!transaction.matches(TRANSACTION)) {
      throw new Rejected(422, "transactionId is '" + SmsText.cut(transaction, 40) + "', allowed are 6 to 40 letters and digits");
    }
    String currency = currency(group(matcher, "currency"));
    String account = group(matcher, "account");
    return Optional.of(new Found(this, transaction, AmountText.minor(matcher.group("amount"), currency), currency,
        account == null ? group(matcher, "meter") : account, group(matcher, "payer")));
  }

  private String currency(String word) {
    String code = word == null ? currencies.values().iterator().next()
        : currencies.get(word.toUpperCase(Locale.ROOT));
    if (code == null) {
      throw new Rejected(422, "currency is '" + word + "', allowed are " + String.join(", ", currencies.keySet()));
    }
    return code;
  }

  private String group(Matcher matcher, String name) {
    return regex.pattern().contains("(?<" + name + ">") ? matcher.group(name) : null;
  }
}
