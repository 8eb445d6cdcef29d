package io.paywatt.adapter.smpp;

import java.time.Duration;
import java.util.List;
import io.paywatt.adapter.OutgoingNotices;
import io.paywatt.adapter.SendResult;
import io.paywatt.ledger.notice.OutgoingNotice;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.component.smpp.SmppConstants;
import org.jsmpp.extra.NegativeResponseException;

/**
 * Notices out over SMPP, as the kamelet smpp-sms-sink uses it (facts/payments.md 5.4). A text of plain signs goes as it is,
 * any other as UCS-2: without that, Chinese would arrive as question marks. Safe for many threads.
 */
public final class SmppSender {
  private static final String PROVIDER = "smpp";
  private static final String NOTICE = "PayWattNotice";
  private static final byte UCS2 = 8;
  private static final byte INTERNATIONAL = 1;
  /** Signs that are the same byte in GSM 03.38 and in Latin-1. */
  private static final String PLAIN = "[A-Za-z0-9 !\"#%&'()*+,\\-./:;<=>?\n\r]*";
  /** Wrong in themselves: length, addresses, type of number, permanent errors, data coding. */
  private static final List<Integer> FOR_GOOD = List.of(0x01, 0x0a, 0x0b, 0x33, 0x34, 0x48, 0x49, 0x50, 0x51, 0x65, 0x66, 0x104);

  private static final int THROTTLED = 0x58;
  private static final int QUEUE_FULL = 0x14;
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final String sender;

  /** @param sender number or name the texts come from, or null: the SMSC's own */
  public SmppSender(String sender) {
    this.sender = sender;
  }

  /** First step of the sink: addresses, alphabet and text. */
  public void prepare(Exchange exchange) {
    OutgoingNotice notice = OutgoingNotices.of(exchange);
    exchange.setProperty(NOTICE, notice);
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    boolean international = notice.recipient().startsWith("+");
    message.setHeader(SmppConstants.DEST_ADDR, international ? notice.recipient().substring(1) : notice.recipient());
    message.setHeader(SmppConstants.DEST_ADDR_TON, international ? INTERNATIONAL : (byte) 0);
    if (sender != null) {
      message.setHeader(SmppConstants.SOURCE_ADDR, sender);
    }
    if (!notice.text().matches(PLAIN)) {
      message.setHeader(SmppConstants.ALPHABET, UCS2);
    }
    message.setBody(notice.text());
  }

  /** Last step: the SMSC has taken it, every part. */
  public void result(Exchange exchange) {
    Object ids = exchange.getMessage().getHeader(SmppConstants.ID);
    List<String> parts = ids instanceof List<?> list ? list.stream().map(Object::toString).toList() : List.of();
    exchange.getMessage().setBody(SendResult.taken(notice(exchange).id(), PROVIDER, parts.isEmpty() ? null : parts.get(0),
        parts));
  }

  /** It has not: for good, or try again. A long text may have gone out in part; then its parts go again. */
  public void noResult(Exchange exchange) {
    Throwable cause = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
    Integer status = status(cause);
    String error = status == null ? "no answer of the SMSC: " + cause.getMessage()
        : "the SMSC answered status 0x" + Integer.toHexString(status);
    long id = notice(exchange).id();
    exchange.getMessage().setBody(status != null && (status == THROTTLED || status == QUEUE_FULL)
        ? SendResult.throttled(id, PROVIDER, WAIT, error)
        : SendResult.refused(id, PROVIDER, status == null || !FOR_GOOD.contains(status), error));
  }

  private static OutgoingNotice notice(Exchange exchange) {
    return exchange.getProperty(NOTICE, OutgoingNotice.class);
  }

  private static Integer status(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof NegativeResponseException refused) {
        return refused.getCommandStatus();
      }
    }
    return null;
  }
}
