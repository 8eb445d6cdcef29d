package io.paywatt.adapter.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import io.paywatt.adapter.Vectors;
import io.paywatt.ledger.notice.Receipt;
import io.paywatt.ledger.notice.Receipt.State;
import io.paywatt.ledger.sms.InboundSms;
import io.paywatt.ledger.sms.InboundSms.Part;
import org.apache.camel.Exchange;
import org.apache.camel.component.smpp.SmppConfiguration;
import org.apache.camel.component.smpp.SmppMessage;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.Test;

class SmppSmsTest {
  private final SmppSms latin = new SmppSms("latin1", "same", Vectors.CLOCK);

  @Test
  void a_plain_text_is_read_with_sender_and_number() {
    InboundSms sms = read(latin, pdu(0, 0, "BAL 142".getBytes(StandardCharsets.US_ASCII)));
    assertThat(sms).returns("smpp", InboundSms::door).returns("+8613800138000", InboundSms::from).returns("10690", InboundSms::to)
        .returns("BAL 142", InboundSms::text).returns(null, InboundSms::part);
    assertThat(read(latin, pdu(0, 0, "BAL 142".getBytes(StandardCharsets.US_ASCII))).messageId()).isEqualTo(sms.messageId());
    assertThat(read(latin, pdu(0, 0, "BAL 143".getBytes(StandardCharsets.US_ASCII))).messageId()).isNotEqualTo(sms.messageId());
  }

  @Test
  void chinese_parts_keep_their_signs_and_their_place() {
    InboundSms sms = read(latin, pdu(0x40, 8, with(new byte[] {5, 0, 3, 77, 3, 2}, "充值电表", StandardCharsets.UTF_16BE)));
    assertThat(sms).returns("充值电表", InboundSms::text).returns(new Part(77, 3, 2), InboundSms::part);
    InboundSms wide = read(latin, pdu(0x40, 8, with(new byte[] {6, 8, 4, 1, 2, 2, 1}, "余额", StandardCharsets.UTF_16BE)));
    assertThat(wide).returns("余额", InboundSms::text).returns(new Part(258, 2, 1), InboundSms::part);
  }

  @Test
  void another_header_before_the_place_is_stepped_over() {
    byte[] header = {9, 5, 2, 1, 1, 0, 3, 9, 2, 1};
    assertThat(read(latin, pdu(0x40, 8, with(header, "好", StandardCharsets.UTF_16BE))))
        .returns("好", InboundSms::text).returns(new Part(9, 2, 1), InboundSms::part);
  }

  @Test
  void sar_parameters_tell_the_place_as_well() {
    DeliverSm pdu = pdu(0, 0, "part".getBytes(StandardCharsets.US_ASCII));
    pdu.setOptionalParameters(new OptionalParameter.Sar_msg_ref_num((short) 300), new OptionalParameter.Sar_total_segments((byte) 2),
        new OptionalParameter.Sar_segment_seqnum((byte) 1));
    assertThat(read(latin, pdu).part()).isEqualTo(new Part(300, 2, 1));
  }

  @Test
  void a_long_text_may_come_as_payload() {
    DeliverSm pdu = pdu(0, 8, new byte[0]);
    pdu.setOptionalParameters(new OptionalParameter.Message_payload("余额".getBytes(StandardCharsets.UTF_16BE)));
    assertThat(read(latin, pdu).text()).isEqualTo("余额");
  }

  @Test
  void a_broken_header_or_place_loses_no_text() {
    assertThat(read(latin, pdu(0x40, 0, new byte[] {5, 0, 3, 1, 0, 9, 'h', 'i'}))).returns("hi", InboundSms::text)
        .returns(null, InboundSms::part);
    assertThat(read(latin, pdu(0x40, 0, new byte[] {50, 0, 3}))).returns("", InboundSms::text);
    assertThat(read(latin, pdu(0x40, 0, new byte[] {2, 0, (byte) 200, 'h', 'i'}))).returns("hi", InboundSms::text);
  }

  @Test
  void data_coding_0_is_what_the_operator_says() {
    byte[] bytes = {0x00, 0x02, 0x11, 'A', 0x1b, 0x65};
    assertThat(read(new SmppSms("gsm", "same", Vectors.CLOCK), pdu(0, 0, bytes)).text()).isEqualTo("@$_A€");
    assertThat(read(latin, pdu(0, 0, new byte[] {(byte) 0xe9, '@'})).text()).isEqualTo("é@");
  }

  @Test
  void a_receipt_is_no_text_but_says_what_became_of_one_of_ours() {
    assertThat(receipt(latin, "id:M7 sub:001 dlvrd:001 submit date:2611231200 done date:2611231201 stat:DELIVRD err:000 text:x"))
        .containsExactly(new Receipt("smpp", null, "M7", State.DELIVERED, "DELIVRD 000"));
    assertThat(receipt(latin, "id:M7 stat:UNDELIV err:011")).containsExactly(new Receipt("smpp", null, "M7", State.FAILED,
        "UNDELIV 011"));
    assertThat(receipt(latin, "id:M7 stat:ACCEPTD")).containsExactly(new Receipt("smpp", null, "M7", State.ACCEPTED,
        "ACCEPTD"));
    assertThat(receipt(latin, "no receipt at all")).isEmpty();
    assertThat(receipt(new SmppSms("latin1", "hex", Vectors.CLOCK), "id:7F stat:DELIVRD").get(0).messageId())
        .isEqualTo("127");
    assertThat(receipt(new SmppSms("latin1", "decimal", Vectors.CLOCK), "id:127 stat:DELIVRD").get(0).messageId())
        .isEqualTo("7f");
  }

  @Test
  void a_receipt_may_say_all_by_parameters() {
    DeliverSm pdu = pdu(0x04, 0, new byte[0]);
    pdu.setOptionalParameters(new OptionalParameter.Receipted_message_id("M8"),
        new OptionalParameter.Message_state((byte) 5));
    assertThat(Receipt.parse(latin.message(exchange(pdu)))).containsExactly(new Receipt("smpp", null, "M8", State.FAILED,
        "UNDELIV"));
  }

  private static List<Receipt> receipt(SmppSms door, String text) {
    Exchange exchange = exchange(pdu(0x04, 0, text.getBytes(StandardCharsets.US_ASCII)));
    List<Receipt> receipts = Receipt.parse(door.message(exchange));
    assertThat(exchange.getVariable("kind")).isEqualTo("receipt");
    return receipts;
  }

  private static InboundSms read(SmppSms door, DeliverSm pdu) {
    return InboundSms.parse(door.message(exchange(pdu)));
  }

  private static Exchange exchange(DeliverSm pdu) {
    DefaultCamelContext context = new DefaultCamelContext();
    Exchange exchange = new DefaultExchange(context);
    exchange.setIn(new SmppMessage(context, pdu, new SmppConfiguration()));
    return exchange;
  }

  private static DeliverSm pdu(int esmClass, int coding, byte[] body) {
    DeliverSm pdu = new DeliverSm();
    pdu.setSourceAddr("8613800138000");
    pdu.setSourceAddrTon((byte) 1);
    pdu.setDestAddress("10690");
    pdu.setEsmClass((byte) esmClass);
    pdu.setDataCoding((byte) coding);
    pdu.setShortMessage(body);
    return pdu;
  }

  private static byte[] with(byte[] header, String text, Charset charset) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(header);
    bytes.writeBytes(text.getBytes(charset));
    return bytes.toByteArray();
  }
}
