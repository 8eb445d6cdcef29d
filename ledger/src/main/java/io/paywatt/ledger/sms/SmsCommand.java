package io.paywatt.ledger.sms;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A short command of a resident.
 *
 * @param arguments what follows the word, as typed
 * @param locale    language of the word: the answer is in it
 */
record SmsCommand(Kind kind, List<String> arguments, String locale) {
  /** What is asked for. */
  enum Kind { BALANCE, TOPUP, HELP, STOP, START }

  private static final String CHINESE = "zh-CN";
  private static final Map<String, Kind> ENGLISH_WORDS = Map.of("BAL", Kind.BALANCE, "BALANCE", Kind.BALANCE, "TOPUP",
      Kind.TOPUP, "HELP", Kind.HELP, "INFO", Kind.HELP, "STOP", Kind.STOP, "UNSUBSCRIBE", Kind.STOP, "START", Kind.START);
  private static final Map<String, Kind> CHINESE_WORDS = Map.of("余额", Kind.BALANCE, "查余额", Kind.BALANCE, "查询余额",
      Kind.BALANCE, "充值", Kind.TOPUP, "帮助", Kind.HELP, "退订", Kind.STOP, "停止", Kind.STOP, "订阅", Kind.START);

  /** The command in an evened text, or empty: it is none. */
  static Optional<SmsCommand> read(String even) {
    String text = SmsText.cut(even, SmsText.LONGEST_COMMAND);
    String first = text.split(" ", 2)[0].toUpperCase(Locale.ROOT);
    if (ENGLISH_WORDS.containsKey(first)) {
      return Optional.of(new SmsCommand(ENGLISH_WORDS.get(first), words(text.substring(first.length())), "en"));
    }
    return CHINESE_WORDS.keySet().stream().filter(text::startsWith)
        .max(java.util.Comparator.comparingInt(String::length))
        .map(word -> new SmsCommand(CHINESE_WORDS.get(word), words(text.substring(word.length())), CHINESE))
        .filter(SmsCommand::isPlausible);
  }

  /** Language to answer a text in that is no command. */
  static String localeOf(String even) {
    return even.codePoints().anyMatch(sign -> Character.UnicodeScript.of(sign) == Character.UnicodeScript.HAN)
        ? CHINESE : "en";
  }

  // Chinese has no blanks: a sentence that begins with the word is not a command, a number behind it is
  private boolean isPlausible() {
    return arguments.stream().allMatch(word -> word.matches("[\\x21-\\x7e]+"));
  }

  private static List<String> words(String rest) {
    return List.of(rest.strip().split(" ")).stream().map(word -> word.replaceAll("^[:,;]+|[:,;]+$", ""))
        .filter(word -> !word.isEmpty()).toList();
  }
}
