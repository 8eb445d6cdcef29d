package io.paywatt.adapter.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.paywatt.adapter.SendResult;
import io.paywatt.ledger.notice.OutgoingNotice;
import org.apache.camel.Exchange;
import org.apache.camel.component.smpp.SmppConstants;
import org.apache.camel.component.smpp.SmppException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jsmpp.extra.NegativeResponseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmppSenderTest {
  private final SmppSender sender = new SmppSender("22384");

  @ParameterizedTest
  @CsvSource({"Balance: 12.30 - meter 142,", "余额12.30, 8", "¥12.30, 8", "5 € left, 8", "a@b, 8", "{x}, 8"})
  void a_text_goes_in_the_alphabet_that_keeps_its_signs(String text, Byte alphabet) {
    Exchange exchange = prepared("+254712345678", text);
    assertThat(exchange.getMessage().getHeader(SmppConstants.ALPHABET)).isEqualTo(alphabet);
    assertThat(exchange.getMessage().getBody()).isEqualTo(text);
  }

  @Test
  void the_number_goes_without_plus_as_an_international_one() {
    Exchange exchange = prepared("+254712345678", "x");
    assertThat(exchange.getMessage().getHeader(SmppConstants.DEST_ADDR)).isEqualTo("254712345678");
    assertThat(exchange.getMessage().getHeader(SmppConstants.DEST_ADDR_TON)).isEqualTo((byte) 1);
    assertThat(exchange.getMessage().getHeader(SmppConstants.SOURCE_ADDR)).isEqualTo("22384");
    assertThat(prepared("13800138000", "x").getMessage().getHeader(SmppConstants.DEST_ADDR_TON)).isEqualTo((byte) 0);
  }

  @ParameterizedTest
  @CsvSource({"0x0b, false", "0x65, false", "0x58, true", "0x14, true", "0x08, true"})
  void a_refusal_says_whether_a_later_try_can_help(String status, boolean again) {
    assertThat(failed(new SmppException(new NegativeResponseException(Integer.decode(status))))).returns(again, SendResult::again)
        .returns("the SMSC answered status 0x" + Integer.toHexString(Integer.decode(status)), SendResult::error);
  }

  @Test
  void no_answer_is_tried_again() {
    assertThat(failed(new SmppException("Request timed out"))).returns(true, SendResult::again);
  }

  private SendResult failed(Exception cause) {
    Exchange exchange = prepared("+254712345678", "x");
    exchange.setProperty(org.apache.camel.ExchangePropertyKey.EXCEPTION_CAUGHT, cause);
    sender.noResult(exchange);
    return exchange.getMessage().getBody(SendResult.class);
  }

  private Exchange prepared(String recipient, String text) {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    exchange.getMessage().setBody(new OutgoingNotice(7, "sms-balance", "sms", recipient, "en", "House", text, null, "{}"));
    sender.prepare(exchange);
    return exchange;
  }
}
