package io.paywatt.adapter.smpp;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import io.paywatt.adapter.TextDoor;
import io.paywatt.ledger.sms.InboundSms;
import io.paywatt.ledger.sms.InboundSms.Part;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;

/** Text and place of a deliver_sm: by user data header (UDH) or by the sar parameters. */
final class SmppText {
  private static final int HEADER_FLAG = 0x40;
  private static final int UCS2 = 8;
  private static final int LATIN1 = 3;
  private static final int GENERAL_GROUPS = 0xc0;
  private static final int CONCAT_8 = 0x00;
  private static final int CONCAT_16 = 0x08;

  private final boolean gsm;

  SmppText(boolean gsm) {
    this.gsm = gsm;
  }

  /** @param part null: whole */
  record Read(String text, Part part) {}

  Read read(DeliverSm pdu) {
    byte[] bytes = body(pdu);
    Part part = sar(pdu);
    int header = (pdu.getEsmClass() & HEADER_FLAG) != 0 && bytes.length > 0 ? Math.min((bytes[0] & 0xff) + 1, bytes.length) : 0;
    if (header > 0 && part == null) {
      part = udh(Arrays.copyOf(bytes, header));
    }
    return new Read(TextDoor.cut(decode(Arrays.copyOfRange(bytes, header, bytes.length), pdu.getDataCoding() & 0xff)), part);
  }

  private static byte[] body(DeliverSm pdu) {
    byte[] body = pdu.getShortMessage();
    OptionalParameter payload = pdu.getOptionalParameter(Tag.MESSAGE_PAYLOAD);
    if ((body == null || body.length == 0) && payload instanceof OptionalParameter.OctetString octets) {
      return octets.getValue();
    }
    return body == null ? new byte[0] : body;
  }

  private String decode(byte[] bytes, int coding) {
    int alphabet = (coding & GENERAL_GROUPS) == 0 ? coding & 0x0f : 0;
    if (alphabet == UCS2) {
      return new String(bytes, StandardCharsets.UTF_16BE);
    }
    Charset latin = StandardCharsets.ISO_8859_1;
    return gsm && alphabet != LATIN1 ? GsmAlphabet.decode(bytes) : new String(bytes, latin);
  }

  /** Information elements: id, length, data; those of long messages have reference, total, number. */
  private static Part udh(byte[] header) {
    for (int i = 1; i + 1 < header.length; i += 2 + (header[i + 1] & 0xff)) {
      int length = header[i + 1] & 0xff;
      if (i + 2 + length > header.length) {
        return null;
      }
      if (header[i] == CONCAT_8 && length == 3) {
        return part(header[i + 2] & 0xff, header[i + 3] & 0xff, header[i + 4] & 0xff);
      }
      if (header[i] == CONCAT_16 && length == 4) {
        return part((header[i + 2] & 0xff) << 8 | header[i + 3] & 0xff, header[i + 4] & 0xff, header[i + 5] & 0xff);
      }
    }
    return null;
  }

  private static Part sar(DeliverSm pdu) {
    Integer reference = number(pdu, Tag.SAR_MSG_REF_NUM);
    Integer total = number(pdu, Tag.SAR_TOTAL_SEGMENTS);
    Integer seq = number(pdu, Tag.SAR_SEGMENT_SEQNUM);
    return reference == null || total == null || seq == null ? null : part(reference, total, seq);
  }

  private static Integer number(DeliverSm pdu, Tag tag) {
    OptionalParameter parameter = pdu.getOptionalParameter(tag);
    if (parameter instanceof OptionalParameter.Short number) {
      return number.getValue() & 0xffff;
    }
    return parameter instanceof OptionalParameter.Byte number ? Integer.valueOf(number.getValue() & 0xff) : null;
  }

  /** One part of one is whole; what can't be a place is taken as whole too, rather than lost. */
  private static Part part(int reference, int total, int seq) {
    boolean real = total > 1 && total <= InboundSms.MOST_PARTS && seq >= 1 && seq <= total;
    return real ? new Part(reference, total, seq) : null;
  }
}
