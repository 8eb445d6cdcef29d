package io.paywatt.adapter.smpp;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import io.paywatt.ledger.notice.Receipt;
import io.paywatt.ledger.sms.InboundSms;
import org.apache.camel.Exchange;
import org.apache.camel.component.smpp.SmppMessage;
import org.jsmpp.bean.DeliverSm;

/**
 * What an SMSC delivers, as the kamelet smpp-sms-source uses it (facts/payments.md 4.2). The text is read from the PDU itself:
 * Camel's body has the part header of a long message still in front. Safe for many threads.
 */
public final class SmppSms {
  private static final String DOOR = "smpp";
  private static final int INTERNATIONAL = 1;

  private final SmppText texts;
  private final SmppReceipts receipts;
  private final Clock clock;

  /**
   * @param alphabet   what data coding 0 means at this SMSC: gsm or latin1
   * @param receiptIds how its receipts write ids: same, hex or decimal
   */
  public SmppSms(String alphabet, String receiptIds, Clock clock) {
    this.texts = new SmppText(alphabet.equals("gsm"));
    this.receipts = new SmppReceipts(receiptIds);
    this.clock = clock;
  }

  /**
   * First step of the source: the normalised message, a part of a long one with its place, and the variable {@code kind} is
   * text; or the receipts, and it is receipt. Pings end the route. Whatever fails behind it makes the SMSC send again.
   */
  public byte[] message(Exchange exchange) {
    SmppMessage message = exchange.getMessage(SmppMessage.class);
    if (message == null || !(message.getCommand() instanceof DeliverSm pdu)) {
      exchange.setRouteStop(true);
      return new byte[0];
    }
    if (pdu.isSmscDeliveryReceipt()) {
      exchange.setVariable("kind", "receipt");
      exchange.getMessage().removeHeaders("*");
      return Receipt.toJson(receipts.read(pdu));
    }
    exchange.setVariable("kind", "text");
    SmppText.Read read = texts.read(pdu);
    String from = address(pdu.getSourceAddr(), pdu.getSourceAddrTon());
    String to = address(pdu.getDestAddress(), pdu.getDestAddrTon());
    if (from.isEmpty() || to.isEmpty()) {
      exchange.setRouteStop(true);
      return new byte[0];
    }
    Instant now = clock.instant();
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
    return new InboundSms(DOOR, InboundSms.idOf(from, to, key(read), now), from, to, read.text(), now, read.part()).toJson();
  }

  private static String key(SmppText.Read read) {
    return read.part() == null ? read.text()
        : String.format(Locale.ROOT, "%d/%d/%d %s", read.part().reference(), read.part().seq(), read.part().total(), read.text());
  }

  private static String address(String address, byte typeOfNumber) {
    String text = address == null ? "" : address.replaceAll("\\p{Cntrl}", "").strip();
    return typeOfNumber == INTERNATIONAL && text.matches("[0-9]+") ? "+" + text : text;
  }
}
