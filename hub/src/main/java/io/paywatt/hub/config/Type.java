package io.paywatt.hub.config;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import io.paywatt.ledger.credit.Hours;
import io.paywatt.ledger.credit.Recovery;
import io.paywatt.ledger.notice.Administrator;
import io.paywatt.ledger.user.Role;
import org.quartz.CronExpression;

/** How the text of a key is read, and in words what is allowed. */
public enum Type {
  TEXT("any text", text -> text),
  NAME("1 to 32 letters, digits and dashes", text -> matching(text, "[A-Za-z0-9-]{1,32}")),
  PORT("a whole number from 1 to 65535", text -> within(Integer.parseInt(text), 1, 65535)),
  COUNT("a whole number from 1 to 1000000000", text -> within(Integer.parseInt(text), 1, 1_000_000_000)),
  MEGABYTES("a whole number of megabytes from 64 to 1000000", text -> within(Integer.parseInt(text), 64, 1_000_000)),
  DAYS("a whole number of days from 0 to 3650", text -> within(Integer.parseInt(text), 0, 3650)),
  YES_NO("true or false", text -> Boolean.parseBoolean(matching(text, "true|false"))),
  URL("a URL with scheme and host, or embedded", Type::url),
  HTTP_URL("an http or https URL", text -> URI.create(matching(text, "https?://[^/?#\\s]+[^\\s]*"))),
  CURRENCY("an ISO 4217 code such as CNY", text -> Currency.getInstance(text).getCurrencyCode()),
  ZONE("a time zone such as Asia/Shanghai", ZoneId::of),
  ZONES("time zones by provider such as wechat=+08:00,mpesa=Africa/Nairobi", Type::zones),
  CRON("a Quartz cron expression such as 0 0/5 * * * ?", Type::cron),
  DURATION("a number with s, m, h or d, such as 90s", Type::duration),
  DURATIONS("durations such as 30s,1m,5m", text -> list(matching(text, "[^,]+(,[^,]+)*")).stream().map(Type::duration)
      .toList()),
  DIGITS_8("8 digits", text -> matching(text, "[0-9]{8}")),
  HOURS(Hours.ALLOWED + ", or nothing", Hours::parse),
  RECOVERY(Recovery.ALLOWED, Recovery::parse),
  AMOUNT("an amount in currency units such as 5.00", text -> new BigDecimal(matching(text, "\\d{1,9}(\\.\\d{1,3})?"))),
  AMOUNTS("amounts in currency units, highest first, such as 20.00,5.00", Type::amounts),
  COUNTS("whole numbers from 1 to 365, highest first, such as 20,5", Type::counts),
  FILE("a file that can be read", text -> text),
  LIST("values with commas between", Type::list),
  WEBHOOK_SECRETS("whsec_ and base64 of 24 to 64 bytes; several with commas between while a key is changed",
      text -> list(matching(text, "whsec_[A-Za-z0-9+/=]{32,88}(,whsec_[A-Za-z0-9+/=]{32,88})*"))),
  API_V3_KEY("32 ASCII characters", text -> matching(text, "[\\x21-\\x7e]{32}")),
  SMS_CHANNEL("file, aliyun, tencent, twilio, smpp, or a name of 1 to 32 of a-z, 0-9 and - with a kamelet <name>-sms-sink",
      text -> matching(text, "[a-z0-9-]{1,32}")),
  COUNTRY_PREFIX("+ and 1 to 4 digits such as +86", text -> matching(text, "\\+[1-9][0-9]{0,3}")),
  PATH_TOKEN("32 to 100 letters, digits, dashes and underscores", text -> matching(text, "[A-Za-z0-9_-]{32,100}")),
  SMPP_URL("smpp or smpps, host and port such as smpp://smsc.example.com:2775",
      text -> matching(text, "smpps?://[A-Za-z0-9.-]+:[0-9]{1,5}")),
  MAIL_URL("smtp or smtps, host and port such as smtps://mail.example.com:465",
      text -> matching(text, "smtps?://[A-Za-z0-9.-]+:[0-9]{1,5}")),
  RECEIPT_ID("same, hex or decimal", text -> matching(text, "same|hex|decimal")),
  ALPHABET("gsm or latin1", text -> matching(text, "gsm|latin1")),
  ROLES("values of a claim with the roles they give, such as paywatt-desk=support,paywatt-boss=approver", Type::roles),
  CREDENTIALS("shared or required", text -> matching(text, "shared|required")),
  ADMINISTRATORS(Administrator.ALLOWED, text -> list(text).stream().map(Administrator::parse).toList()),
  LOCALE("zh-CN or en", text -> matching(text, "zh-CN|en"));

  private final String allowed;
  private final Function<String, Object> reader;

  Type(String allowed, Function<String, Object> reader) {
    this.allowed = allowed;
    this.reader = reader;
  }

  /** What is allowed, in words. */
  public String allowed() {
    return allowed;
  }

  /** @throws RuntimeException when the text is not allowed */
  Object read(String text) {
    return reader.apply(text);
  }

  private static String matching(String text, String pattern) {
    if (!text.matches(pattern)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static int within(int number, int least, int most) {
    if (number < least || number > most) {
      throw new IllegalArgumentException();
    }
    return number;
  }

  private static String url(String text) {
    return text.equals("embedded") ? text : matching(text, "[a-z0-9:+]+://[^\\s]+");
  }

  private static String cron(String text) {
    if (!CronExpression.isValidExpression(text)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static Map<String, ZoneId> zones(String text) {
    Map<String, ZoneId> zones = new TreeMap<>();
    for (String part : list(text)) {
      String[] sides = matching(part, "[a-z0-9-]{1,32}=.+").split("=", 2);
      zones.put(sides[0], ZoneId.of(sides[1]));
    }
    return zones;
  }

  private static Map<String, Role> roles(String text) {
    Map<String, Role> roles = new TreeMap<>();
    for (String part : list(text)) {
      String[] sides = matching(part, ".+=[a-z]+").split("=(?=[a-z]+$)", 2);
      roles.put(sides[0], Role.of(sides[1]));
    }
    return roles;
  }

  private static Duration duration(String text) {
    matching(text, "[1-9]\\d{0,6}[smhd]");
    long count = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(count);
      case 'm' -> Duration.ofMinutes(count);
      case 'h' -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private static List<BigDecimal> amounts(String text) {
    List<BigDecimal> amounts = list(text).stream().map(part -> (BigDecimal) AMOUNT.read(part)).toList();
    for (int i = 1; i < amounts.size(); i++) {
      if (amounts.get(i).compareTo(amounts.get(i - 1)) >= 0) {
        throw new IllegalArgumentException(text);
      }
    }
    return amounts;
  }

  private static List<Integer> counts(String text) {
    List<Integer> counts = list(text).stream().map(Integer::valueOf).toList();
    for (int i = 0; i < counts.size(); i++) {
      if (within(counts.get(i), 1, 365) >= (i == 0 ? 366 : counts.get(i - 1))) {
        throw new IllegalArgumentException(text);
      }
    }
    return counts;
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
  }
}
