package io.paywatt.simulator.alipay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;

/** Reads what a merchant asks for and holds it to the documented rules. */
final class TradeRequests {
  private TradeRequests() {}

  /** @param offer whether the payer has to scan or open something before there is a trade */
  static Trade open(Map<String, String> parameters, JsonNode content, boolean offer, Instant now) {
    String number = text(content, "out_trade_no", 64);
    if (!number.matches("[0-9A-Za-z_-]+")) {
      throw ApiError.parameter("out_trade_no has characters that are not allowed");
    }
    String subject = text(content, "subject", 256);
    if (subject.matches(".*[/=&].*")) {
      throw ApiError.parameter("subject has characters that are not allowed");
    }
    String notifyUrl = parameters.getOrDefault("notify_url", "");
    if (!notifyUrl.matches("https?://[^?#]+")) {
      throw ApiError.parameter("notify_url must be an address without query");
    }
    return new Trade(number, offer ? "" : TradeBook.newNumber(), Yuan.fen("total_amount", text(content, "total_amount", 16)),
        subject, buyer(content, offer), notifyUrl, now, now.plus(timeout(content.path("timeout_express").asText("15d"))),
        offer ? Trade.OFFERED : Trade.WAITING, null, List.of());
  }

  static String text(JsonNode content, String field, int max) {
    String value = content.path(field).asText("");
    if (value.isEmpty()) {
      throw ApiError.missing(field);
    }
    if (!content.get(field).isTextual() || value.length() > max) {
      throw ApiError.parameter(field + " must be text of at most " + max + " characters");
    }
    return value;
  }

  private static String buyer(JsonNode content, boolean offer) {
    String buyer = content.path("buyer_open_id").asText(content.path("buyer_id").asText(""));
    if (!offer && buyer.isEmpty()) {
      throw ApiError.missing("buyer_id");
    }
    return buyer.isEmpty() ? "2088102122524333" : buyer;
  }

  private static Duration timeout(String express) {
    if (!express.matches("[1-9][0-9]{0,4}[mhd]")) {
      throw ApiError.parameter("timeout_express must be like 90m, 2h or 1d");
    }
    long count = Long.parseLong(express.substring(0, express.length() - 1));
    return switch (express.charAt(express.length() - 1)) {
      case 'm' -> Duration.ofMinutes(count);
      case 'h' -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
