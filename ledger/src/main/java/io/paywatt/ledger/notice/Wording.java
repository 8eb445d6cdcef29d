package io.paywatt.ledger.notice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.money.Energy;
import io.paywatt.ledger.money.Nano;

/** Writes values as people of a locale read them. What has an unexpected shape is written as it is. */
final class Wording {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
  private static final int KILO_DIGITS = 3;
  private static final int NANO_DIGITS = 9;

  private final Locale locale;
  private final ZoneId zone;
  private final NumberFormat numbers;

  Wording(String languageTag, ZoneId zone) {
    this.locale = Locale.forLanguageTag(languageTag);
    this.zone = zone;
    this.numbers = NumberFormat.getNumberInstance(locale);
  }

  /** The params of a payload as text, by placeholder. @param currency of amounts when the params name none */
  Map<String, String> values(ObjectNode params, String currency) {
    Map<String, String> values = new TreeMap<>();
    String ofParams = params.path("currency").asText(currency);
    params.properties().forEach(param -> {
      JsonNode value = param.getValue();
      switch (param.getKey()) {
        case "amount", "balance", "recovered" -> values.put(param.getKey(), money(value, ofParams));
        case "energyWh" -> values.put("energy", energy(value));
        case "powerW" -> values.put("power", quantity(value, "W"));
        case "voltageV" -> values.put("voltage", quantity(value, "V"));
        case "tiers" -> values.put("tiers", tiers(value));
        case "count", "open", "waiting", "hours", "seconds", "days" -> values.put(param.getKey(), amount(value));
        case "at", "paidAt" -> values.put(param.getKey(), time(value.asText()));
        default -> values.put(param.getKey(), plain(value));
      }
    });
    return values;
  }

  /** 5000 CNY is ¥50.00 where that is the country's own money, else CNY 50.00. @param minor minor units */
  String money(long minor, String currencyCode) {
    Currency currency = Currency.getInstance(currencyCode);
    int digits = Math.max(0, currency.getDefaultFractionDigits());
    String number = number(BigDecimal.valueOf(Math.abs(minor), digits), digits);
    String sign = minor < 0 ? "-" : "";
    return isLocal(currency) ? sign + currency.getSymbol(locale) + number : currencyCode + " " + sign + number;
  }

  /** A balance of the ledger. @param nano nano units */
  String balance(long nano, String currency) {
    return money(Nano.toMinorFloor(nano, currency), currency);
  }

  private String money(JsonNode minor, String currency) {
    if (Energy.UNIT.equals(currency)) {
      return energy(minor);
    }
    try {
      return minor.isIntegralNumber() && currency != null ? money(minor.longValue(), currency) : plain(minor);
    } catch (IllegalArgumentException e) {
      return minor.asText() + " " + currency;
    }
  }

  /** 12345 Wh is 12.34 kWh. */
  String energy(long wattHours) {
    return number(BigDecimal.valueOf(wattHours, KILO_DIGITS).setScale(2, RoundingMode.DOWN), 2) + " kWh";
  }

  private String energy(JsonNode wattHours) {
    return wattHours.isIntegralNumber() ? energy(wattHours.longValue()) : plain(wattHours);
  }

  /** 180.00 kWh x 0.5483 + 54.32 kWh x 0.5983: units and their price by tier. An × would double the parts of an English SMS. */
  private String tiers(JsonNode tiers) {
    String times = locale.getLanguage().equals("zh") ? " × " : " x ";
    List<String> parts = new ArrayList<>();
    tiers.forEach(tier -> parts.add(energy(tier.path("energyWh"))
        + (tier.has("priceNano") ? times + price(tier.path("priceNano").longValue()) : "")));
    return parts.isEmpty() ? NoticeText.NOTHING : String.join(" + ", parts);
  }

  /** Of a kWh: at least two decimals, no needless zeros behind them. */
  private String price(long nano) {
    BigDecimal price = BigDecimal.valueOf(nano, NANO_DIGITS).stripTrailingZeros();
    return number(price, Math.max(2, price.scale()));
  }

  private String quantity(JsonNode value, String unit) {
    if (value.isNull()) {
      return NoticeText.NOTHING;
    }
    List<String> phases = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(phase -> phases.add(amount(phase)));
    } else {
      phases.add(amount(value));
    }
    return String.join(" / ", phases) + " " + unit;
  }

  private String time(String instant) {
    try {
      return TIME.format(Instant.parse(instant).atZone(zone));
    } catch (DateTimeException e) {
      return instant;
    }
  }

  /** A number with its decimals as they came; what is none is written as it is. */
  private String amount(JsonNode value) {
    return value.isNumber() ? number(value.decimalValue(), Math.max(0, value.decimalValue().scale())) : plain(value);
  }

  private String number(BigDecimal value, int digits) {
    NumberFormat format = (NumberFormat) numbers.clone();
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    return format.format(value);
  }

  private boolean isLocal(Currency currency) {
    return !locale.getCountry().isEmpty() && currency.equals(Currency.getInstance(locale));
  }

  private static String plain(JsonNode value) {
    if (value.isNull()) {
      return NoticeText.NOTHING;
    }
    if (value.isNumber()) {
      return value.decimalValue().toPlainString();
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
