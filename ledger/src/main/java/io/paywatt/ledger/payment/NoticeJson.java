package io.paywatt.ledger.payment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import com.fasterxml.jackson.core.JsonGenerator;
import io.paywatt.ledger.money.Money;

/** The normalised notice as JSON. */
final class NoticeJson {
  private static final Set<String> FIELDS = Set.of("provider", "transactionId", "orderId", "meter", "amount", "currency",
      "paidAt", "mismatch", "raw");
  private static final int USUAL_BYTES = 1024;

  private NoticeJson() {}

  static byte[] write(PaymentNotice notice) {
    var bytes = new ByteArrayOutputStream(USUAL_BYTES);
    try (JsonGenerator json = StrictJson.MAPPER.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("provider", notice.provider());
      json.writeStringField("transactionId", notice.transactionId());
      json.writeStringField("orderId", notice.orderId());
      json.writeStringField("meter", notice.meter());
      json.writeNumberField("amount", notice.money().amount());
      json.writeStringField("currency", notice.money().currency());
      json.writeStringField("paidAt", notice.paidAt().toString());
      json.writeStringField("mismatch", notice.mismatch());
      if (notice.raw() == null) {
        json.writeNullField("raw");
      } else {
        json.writeBinaryField("raw", notice.raw());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  static PaymentNotice read(byte[] json) {
    StrictJson in = StrictJson.read(json, 422, FIELDS);
    String currency = there("currency", in.currencyOrNull("currency"), "an ISO 4217 code");
    byte[] raw = in.base64OrNull("raw");
    return new PaymentNotice(
        there("provider", text(in, "provider", NoticeRules.PROVIDER), NoticeRules.PROVIDER.allowed()),
        there("transactionId", text(in, "transactionId", NoticeRules.TRANSACTION), NoticeRules.TRANSACTION.allowed()),
        text(in, "orderId", NoticeRules.NAME),
        text(in, "meter", NoticeRules.NAME),
        new Money(in.integer("amount", 1, NoticeRules.most(currency)), currency),
        there("paidAt", in.timeOrNull("paidAt"), NoticeRules.TIMES),
        text(in, "mismatch", NoticeRules.ANY),
        raw == null ? json : raw);
  }

  private static String text(StrictJson in, String field, NoticeRules.Text rule) {
    return in.textOrNull(field, rule.pattern(), rule.allowed());
  }

  private static <T> T there(String field, T value, String allowed) {
    if (value == null) {
      throw StrictJson.wrong(field, "missing", allowed);
    }
    return value;
  }
}
